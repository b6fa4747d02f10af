//! The one thing that is asked of a certificate: the day it begins.

use jiff::civil::Date;

use crate::model::base64;

/// Tags of the encoding that stand on the way to the day.
const INTEGER: u8 = 0x02;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;

/// The day the first certificate of a PEM text begins, or `None` where it is none.
///
/// A library for certificates would be as large as all the checks of a daemon together; the day
/// stands behind four elements that are passed over by their lengths.
pub(super) fn begins(pem: &str) -> Option<Date> {
    let (_, rest) = pem.split_once("-----BEGIN CERTIFICATE-----")?;
    let (body, _) = rest.split_once("-----END CERTIFICATE-----")?;
    let letters: String = body.split_whitespace().collect();
    let bytes = base64::decode(&letters).whole()?;
    let (certificate, _) = element(&bytes, SEQUENCE)?;
    let (mut rest, _) = element(certificate, SEQUENCE)?;
    if let Some((_, behind)) = element(rest, VERSION) {
        rest = behind;
    }
    // The serial number, how it is signed, and who signed it.
    for tag in [INTEGER, SEQUENCE, SEQUENCE] {
        (_, rest) = element(rest, tag)?;
    }
    let (validity, _) = element(rest, SEQUENCE)?;
    let (year, digits) = if let Some((time, _)) = element(validity, UTC_TIME) {
        let year = number(time.get(..2)?)?;
        (
            if year < 50 { 2000 + year } else { 1900 + year },
            time.get(2..6)?,
        )
    } else {
        let (time, _) = element(validity, GENERALIZED_TIME)?;
        (number(time.get(..4)?)?, time.get(4..8)?)
    };
    let month = i8::try_from(number(digits.get(..2)?)?).ok()?;
    let day = i8::try_from(number(digits.get(2..)?)?).ok()?;
    Date::new(year, month, day).ok()
}

/// The content of the element that begins here, and what follows it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [first, length, rest @ ..] = bytes else {
        return None;
    };
    if *first != tag {
        return None;
    }
    let (length, rest) = if *length < 0x80 {
        (usize::from(*length), rest)
    } else {
        let digits = usize::from(*length & 0x7f);
        let (written, rest) = rest.split_at_checked(digits.min(5))?;
        let length = written.iter().try_fold(0_usize, |sum, byte| {
            sum.checked_mul(256)?.checked_add(usize::from(*byte))
        })?;
        (length, rest)
    };
    rest.split_at_checked(length)
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
        number.checked_mul(10)?.checked_add(i16::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::begins;

    /// A certificate made for this test, with its key thrown away.
    const PEM: &str = "-----BEGIN CERTIFICATE-----
MIIBejCCASGgAwIBAgIUVYlmmsBkrWZBexYFdwebtExJWZswCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIc3dhcm0tY2EwHhcNMjYxMTIzMDI1NTA1WhcNNDYxMTE4MDI1
NTA1WjATMREwDwYDVQQDDAhzd2FybS1jYTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABPKSZ05jYEhW8GyqJTdrqaQBic5NYUfXgiNixKKw6tWZSH4ezH4IIcIvwXLk
yileNb7QQ2QSzKOeMBiugxc4dZujUzBRMB0GA1UdDgQWBBQR8UhXoCdqgBYKAek/
GIABDJ/IsTAfBgNVHSMEGDAWgBQR8UhXoCdqgBYKAek/GIABDJ/IsTAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIGOmNNbKtlRdTWJpEaZeMSNOBntn
+ag8D4uaNziJfOpzAiA8MoS6zI43PP7qnoicwdy/c0PDB2x7Pns/jsi2o+o3Ow==
-----END CERTIFICATE-----
";

    #[test]
    fn the_first_day_is_read() {
        assert_eq!(begins(PEM), Some(date(2026, 11, 23)));
        assert_eq!(
            begins("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"),
            None
        );
        assert_eq!(begins("no certificate"), None);
    }

    proptest! {
        #[test]
        fn any_damage_is_survived(at in 0..PEM.len(), with in "[A-Za-z0-9+/=]") {
            let mut damaged = PEM.to_owned();
            damaged.replace_range(at..=at, &with);
            let _ = begins(&damaged);
        }
    }
}
