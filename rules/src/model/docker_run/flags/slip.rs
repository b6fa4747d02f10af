//! Names that are one slip away from each other.

/// Whether one letter is missing, too many, or another; or two have changed places.
pub(super) fn is_one(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let same = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let without = |text: &'_ [u8], count: usize| text.get(same + count..).map(<[u8]>::to_vec);
    let (of_left, of_right) = (without(left, 0), without(right, 0));
    let is_missing = without(left, 1).is_some_and(|rest| Some(rest) == of_right)
        || without(right, 1).is_some_and(|rest| Some(rest) == of_left);
    let is_other = without(left, 1).is_some_and(|rest| Some(rest) == without(right, 1));
    let is_swapped = left.get(same) == right.get(same + 1)
        && right.get(same) == left.get(same + 1)
        && without(left, 2).is_some_and(|rest| Some(rest) == without(right, 2));
    is_missing || is_other || is_swapped
}
