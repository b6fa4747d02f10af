//! What `deploy` says about a service.

use super::field::Field;
use super::service::Service;
use super::setting::Setting;

/// When a stopped container is started again, as `deploy.restart_policy` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestartPolicy {
    /// `none`, `on-failure` or `any`.
    pub condition: Setting<String>,
    /// How often it is tried.
    pub max_attempts: Setting<i64>,
}

impl Service {
    /// `deploy.replicas`: how many containers run.
    pub fn replicas(&self) -> Setting<i64> {
        self.deploy(&["replicas"]).integer()
    }

    /// `deploy.mode`: `replicated`, `global`, ….
    pub fn deploy_mode(&self) -> Setting<String> {
        self.deploy(&["mode"]).text()
    }

    /// `deploy.resources.limits.memory`, in bytes; 0 is no limit.
    pub fn deploy_memory_limit(&self) -> Setting<i64> {
        let limit = self.deploy(&["resources", "limits", "memory"]);
        // Here Compose takes no bare number of bytes.
        limit.text().and_then(|_| limit.bytes())
    }

    /// `deploy.resources.limits.cpus`, in processors; 0 is no limit.
    pub fn deploy_cpus(&self) -> Setting<f64> {
        self.deploy(&["resources", "limits", "cpus"]).number()
    }

    /// `deploy.resources.limits.pids`, in processes; 0 and -1 are no limit.
    pub fn deploy_pids_limit(&self) -> Setting<i64> {
        self.deploy(&["resources", "limits", "pids"]).integer()
    }

    /// `deploy.restart_policy`, which beats `restart`.
    pub fn restart_policy(&self) -> Setting<RestartPolicy> {
        let policy = self.deploy(&["restart_policy"]);
        policy.mapping().map(|_| RestartPolicy {
            condition: policy.get("condition").text(),
            max_attempts: policy.get("max_attempts").integer(),
        })
    }

    /// Compose takes an empty `deploy`, but nothing empty below it.
    fn deploy(&self, path: &[&str]) -> Field<'_> {
        let deploy = self.field(&["deploy"]);
        path.iter()
            .fold(deploy.unless_null(), |field, key| field.get(key))
    }
}
