//! Sets of code points, as regular expressions match them: surrogates are members too.

/// Sorted ranges, both ends included, that neither touch nor overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CodePoints {
    ranges: Vec<(u32, u32)>,
}

pub const LAST: u32 = 0x0010_FFFF;

impl CodePoints {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn all() -> Self {
        Self { ranges: vec![(0, LAST)] }
    }

    pub fn of(code_point: u32) -> Self {
        Self { ranges: vec![(code_point, code_point)] }
    }

    /// Ranges in any order.
    pub fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => {
                    previous.1 = previous.1.max(last);
                }
                _ => merged.push((first, last)),
            }
        }
        Self { ranges: merged }
    }

    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub fn single(&self) -> Option<u32> {
        match *self.ranges {
            [(first, last)] if first == last => Some(first),
            _ => None,
        }
    }

    #[cfg(test)]
    pub fn contains(&self, code_point: u32) -> bool {
        let after = self.ranges.partition_point(|&(first, _)| first <= code_point);
        after > 0 && self.ranges[after - 1].1 >= code_point
    }

    pub fn union(&self, other: &Self) -> Self {
        Self::from_ranges(self.ranges.iter().chain(&other.ranges).copied())
    }

    pub fn complement(&self) -> Self {
        self.complement_to(LAST)
    }

    /// What of 0 to `end` is not in the set.
    pub fn complement_to(&self, end: u32) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.ranges {
            if first > end {
                break;
            }
            if next < first {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= end {
            ranges.push((next, end));
        }
        Self { ranges }
    }

    pub fn intersection(&self, other: &Self) -> Self {
        let mut ranges = Vec::new();
        let (mut ours, mut theirs) = (0, 0);
        while let (Some(&(a_first, a_last)), Some(&(b_first, b_last))) =
            (self.ranges.get(ours), other.ranges.get(theirs))
        {
            let (first, last) = (a_first.max(b_first), a_last.min(b_last));
            if first <= last {
                ranges.push((first, last));
            }
            if a_last < b_last {
                ours += 1;
            } else {
                theirs += 1;
            }
        }
        Self { ranges }
    }

    pub fn difference(&self, other: &Self) -> Self {
        self.intersection(&other.complement())
    }

    /// The members from `first` to `last`.
    pub fn within(&self, first: u32, last: u32) -> Self {
        self.intersection(&Self { ranges: vec![(first, last)] })
    }

    pub fn intersects(&self, first: u32, last: u32) -> bool {
        let after = self.ranges.partition_point(|range| range.1 < first);
        self.ranges.get(after).is_some_and(|range| range.0 <= last)
    }
}

impl FromIterator<u32> for CodePoints {
    fn from_iter<T: IntoIterator<Item = u32>>(code_points: T) -> Self {
        Self::from_ranges(code_points.into_iter().map(|code_point| (code_point, code_point)))
    }
}
