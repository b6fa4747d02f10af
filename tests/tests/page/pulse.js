// Counts the page's frames and its answers to clicks while it says that it works, and the longest
// task of its main thread; the browser tells those of 50 ms and more.
const pulse = { frames: 0, answers: 0, longest: 0, last: 0, task: 0 };
new PerformanceObserver((tasks) => {
  for (const task of tasks.getEntries()) pulse.task = Math.max(pulse.task, task.duration);
}).observe({ entryTypes: ["longtask"] });
const works = () => document.querySelector("progress") !== null;
const beat = (now) => {
  if (works()) {
    pulse.frames += 1;
    if (pulse.last > 0) pulse.longest = Math.max(pulse.longest, now - pulse.last);
    pulse.last = now;
  } else {
    pulse.last = 0;
  }
  requestAnimationFrame(beat);
};
requestAnimationFrame(beat);
new MutationObserver(() => {
  if (works()) pulse.answers += 1;
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });
globalThis.pulse = {
  read: () => ({ frames: pulse.frames, answers: pulse.answers, longestGapMs: Math.round(pulse.longest), longestTaskMs: Math.round(pulse.task) }),
};
