//! What the workload tests share: servers, browsers, folders of artifacts.
