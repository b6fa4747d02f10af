//! Decides the controls that no file shows: each stands open where a host is, and a person answers.
//!
//! They differ in nothing but their texts, so they share this file.

use super::{Check, Decide};
use crate::catalogue::{
    Reason, backups_restored, behaviour_alarmed, findings_reach_developers, host_logins_guarded,
    hosts_firewalled, images_promoted, metrics_collected, policies_checked_early,
    programs_stateless, runtime_protected, site_policy_followed, untrusted_work_isolated,
};
use crate::finding::{Finding, Verdict};

pub(super) static BACKUPS_RESTORED: Check = Check {
    control: &backups_restored::CONTROL,
    decide: Decide::Machine(|_| ask(backups_restored::ANSWER_MISSING)),
};

pub(super) static BEHAVIOUR_ALARMED: Check = Check {
    control: &behaviour_alarmed::CONTROL,
    decide: Decide::Machine(|_| ask(behaviour_alarmed::ANSWER_MISSING)),
};

pub(super) static FINDINGS_REACH_DEVELOPERS: Check = Check {
    control: &findings_reach_developers::CONTROL,
    decide: Decide::Machine(|_| ask(findings_reach_developers::ANSWER_MISSING)),
};

pub(super) static HOST_LOGINS_GUARDED: Check = Check {
    control: &host_logins_guarded::CONTROL,
    decide: Decide::Machine(|_| ask(host_logins_guarded::ANSWER_MISSING)),
};

pub(super) static HOSTS_FIREWALLED: Check = Check {
    control: &hosts_firewalled::CONTROL,
    decide: Decide::Machine(|_| ask(hosts_firewalled::ANSWER_MISSING)),
};

pub(super) static IMAGES_PROMOTED: Check = Check {
    control: &images_promoted::CONTROL,
    decide: Decide::Machine(|_| ask(images_promoted::ANSWER_MISSING)),
};

pub(super) static METRICS_COLLECTED: Check = Check {
    control: &metrics_collected::CONTROL,
    decide: Decide::Machine(|_| ask(metrics_collected::ANSWER_MISSING)),
};

pub(super) static POLICIES_CHECKED_EARLY: Check = Check {
    control: &policies_checked_early::CONTROL,
    decide: Decide::Machine(|_| ask(policies_checked_early::ANSWER_MISSING)),
};

pub(super) static PROGRAMS_STATELESS: Check = Check {
    control: &programs_stateless::CONTROL,
    decide: Decide::Machine(|_| ask(programs_stateless::ANSWER_MISSING)),
};

pub(super) static RUNTIME_PROTECTED: Check = Check {
    control: &runtime_protected::CONTROL,
    decide: Decide::Machine(|_| ask(runtime_protected::ANSWER_MISSING)),
};

pub(super) static SITE_POLICY_FOLLOWED: Check = Check {
    control: &site_policy_followed::CONTROL,
    decide: Decide::Machine(|_| ask(site_policy_followed::ANSWER_MISSING)),
};

pub(super) static UNTRUSTED_WORK_ISOLATED: Check = Check {
    control: &untrusted_work_isolated::CONTROL,
    decide: Decide::Machine(|_| ask(untrusted_work_isolated::ANSWER_MISSING)),
};

fn ask(reason: &'static Reason) -> Verdict {
    Finding::new(reason).leaves_unknown()
}
