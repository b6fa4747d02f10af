//! Decides `container-logs-bounded`: logs do not grow until the disk is full.
//!
//! Only drivers that write files without a bound of their own are judged: `local` has one,
//! and others hand the output on.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_logs_bounded::{
    CONTROL, DRIVER_UNRESOLVED, SIZE_UNBOUNDED, SIZE_UNBOUNDED_BY_DEFAULT, SIZE_UNRESOLVED,
};
use crate::facts::{Fact, Runtime};
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let logging = &runtime.logging;
    let (driver, place) = match &logging.driver {
        Fact::Stated { value, evidence } => (value, Some(*evidence)),
        Fact::Default(value) => (value, None),
        Fact::Unknown(unknown) => return unsettled::verdict(unknown, DRIVER_UNRESOLVED),
    };
    match driver.as_str() {
        "json-file" | "k8s-file" => {}
        "none" => return Verdict::NotApplicable,
        _ => return Verdict::Pass(place),
    }
    match &logging.is_bounded {
        Fact::Stated {
            value: true,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Verdict::Pass(place),
        Fact::Stated { evidence, .. } => unbounded(driver, Some(*evidence)),
        Fact::Default(false) => unbounded(driver, place),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, SIZE_UNRESOLVED),
    }
}

fn unbounded(driver: &str, place: Option<Evidence>) -> Verdict {
    match place {
        Some(place) => Finding::new(SIZE_UNBOUNDED)
            .with("driver", driver)
            .at(place)
            .fails(),
        None => Finding::new(SIZE_UNBOUNDED_BY_DEFAULT)
            .with("driver", driver)
            .fails(),
    }
}
