const answer = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) =>
    answer(
      violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(({ target, failureSummary }) =>
          `${id} (${impact}) at ${target.join(" ")}: ${failureSummary.replaceAll("\n", " ")}`),
      ),
    ),
  (error) => answer([`axe-core failed: ${error}`]),
);
