//! Reports of other tools, by the keys each requires and forbids.

use super::super::Detected;
use super::object::Object;
use crate::artifact::kind::Kind;

/// Tells a report; the first that fits wins.
pub(super) fn judge(object: &Object<'_>) -> Option<Detected> {
    let (kind, reason) = sarif_and_boms(object)
        .or_else(|| scans(object))
        .or_else(|| lints(object))
        .or_else(|| proofs(object))?;
    Some(Detected::new(kind, reason))
}

fn sarif_and_boms(object: &Object<'_>) -> Option<(Kind, &'static str)> {
    if object.has("runs")
        && object
            .text_at(&["version"])
            .is_some_and(|version| version.starts_with("2.1"))
    {
        return Some((Kind::Sarif, "has runs of SARIF 2.1"));
    }
    if object.has("bomFormat") {
        return Some((Kind::CycloneDx, "has the mark of CycloneDX"));
    }
    object
        .has("spdxVersion")
        .then_some((Kind::Spdx, "has the mark of SPDX"))
}

/// Vulnerability scanners.
fn scans(object: &Object<'_>) -> Option<(Kind, &'static str)> {
    let has = |key: &str| object.has(key);
    if object.has_all(&["SchemaVersion", "ArtifactName"]) {
        return Some((Kind::Trivy, "has the keys of a Trivy report"));
    }
    if object.is_item && has("Target") && (has("Vulnerabilities") || has("Type")) && !has("RuleID")
    {
        return Some((Kind::Trivy, "has the keys of an old Trivy report"));
    }
    if object.has_all(&["ID", "Title"])
        && (has("SummaryControls") || has("Results"))
        && !has("ArtifactName")
    {
        return Some((
            Kind::TrivyCompliance,
            "has the controls of a Trivy compliance report",
        ));
    }
    if object.has_all(&["matches", "descriptor"]) && !has("runs") {
        return Some((Kind::Grype, "has the matches of a Grype report"));
    }
    if object.has_all(&["manifest_hash", "package_vulnerabilities"]) {
        return Some((Kind::Clair, "has the keys of a Clair report"));
    }
    if object.has_all(&["image", "unapproved", "vulnerabilities"]) && !has("ok") {
        return Some((Kind::Clair, "has the keys of a clair-scanner report"));
    }
    if object.has_all(&["vulnerabilities", "ok"])
        && (has("packageManager") || has("dependencyCount"))
    {
        return Some((Kind::Snyk, "has the keys of a Snyk report"));
    }
    if object.has_all(&["RuleID", "StartLine"])
        && (has("Fingerprint") || has("Secret"))
        && !has("Target")
    {
        return Some((Kind::Gitleaks, "has the findings of gitleaks"));
    }
    object
        .has_all(&["SourceMetadata", "DetectorName"])
        .then_some((Kind::Trufflehog, "has the findings of trufflehog"))
}

/// Linters of configuration.
fn lints(object: &Object<'_>) -> Option<(Kind, &'static str)> {
    let has = |key: &str| object.has(key);
    if object.is_item && object.has_all(&["file", "line", "level", "code"]) {
        return Some((Kind::Hadolint, "has the findings of hadolint"));
    }
    if object.has_all(&["summary", "details"]) && object.has_path(&["summary", "fatal"]) {
        return Some((Kind::Dockle, "has the summary of dockle"));
    }
    if object.is_item && object.has_all(&["filePath", "messages", "errorCount"]) {
        return Some((Kind::Dclint, "has the findings of dclint"));
    }
    let finding = object.first_of("findings");
    if finding.is_some_and(|finding| finding.has("rule_id") && finding.has("service"))
        || (object.is_item && object.has_all(&["rule_id", "service", "severity"]))
    {
        return Some((Kind::ComposeLint, "has the findings of compose-lint"));
    }
    if object.is_item
        && object.has_all(&["filename", "namespace"])
        && (has("successes") || has("failures"))
    {
        return Some((Kind::Conftest, "has the results of conftest"));
    }
    if has("check_type") && object.has_path(&["results", "failed_checks"]) {
        return Some((Kind::Checkov, "has the results of checkov"));
    }
    if object.has_all(&["kics_version", "queries"]) {
        return Some((Kind::Kics, "has the queries of KICS"));
    }
    if object.is_item && object.has_all(&["check_name", "fingerprint", "location"]) {
        return Some((
            Kind::CodeQuality,
            "has the findings of a code quality report",
        ));
    }
    let profile = object.first_of("profiles");
    (has("platform") && profile.is_some_and(|profile| profile.has("controls")))
        .then_some((Kind::Inspec, "has the profiles of an InSpec result"))
}

/// Signatures.
fn proofs(object: &Object<'_>) -> Option<(Kind, &'static str)> {
    if object.has_path(&["critical", "image", "docker-manifest-digest"]) {
        return Some((Kind::Cosign, "has the digest cosign verified"));
    }
    let signature = object.first_of("signatures");
    signature
        .is_some_and(|signature| signature.has("signatureEnvelopeType"))
        .then_some((Kind::Notation, "has the signatures notation prints"))
}
