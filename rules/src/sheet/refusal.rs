//! Why a text is not edited.

/// What stands in the way of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Refusal {
    /// The file has more than one document.
    SeveralDocuments,
    /// Tabs stand where YAML wants blanks.
    Tabs,
    /// A key stands twice in one mapping.
    DuplicateKeys,
    /// Something of the file is no YAML that can be read.
    Unread,
    /// Another program fills the file in.
    Templated,
    /// An alias or a merge key brings the value.
    BroughtByAlias,
    /// An alias elsewhere refers to what would be changed.
    Shared,
    /// The value depends on a variable.
    Interpolated,
    /// The value stands between brackets that close on a later line.
    FlowOverLines,
    /// A tag says how the value is read or merged.
    Tagged,
    /// A list, a mapping or a single value stands where another of them is needed.
    OtherShape,
    /// The text is a command.
    Command,
    /// The entry is all there is.
    LastEntry,
    /// The way it is written leaves no safe place.
    Layout,
    /// What decides does not stand in the file and the service to be changed.
    OtherFile,
    /// Another file takes this one in, or builds on a service of it.
    BroughtByFile,
    /// A later file says something else about the same.
    Overruled,
    /// Another file or service may state the same.
    Inherited,
    /// Other services are built on the one to be changed.
    Extended,
    /// Ports that have no effect now would be open afterwards.
    OpensPorts,
    /// The value stays in the history of an image, wherever it comes from.
    InHistory,
    /// Compose or Docker would refuse what comes of it.
    Rejected,
}

impl Refusal {
    /// A whole sentence for people.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::SeveralDocuments => {
                "The file holds several documents that Compose merges, so a change to one of them \
                 may not be what comes out."
            }
            Self::Tabs => "Lines of the file are indented with tabs, which YAML does not allow.",
            Self::DuplicateKeys => {
                "A key stands twice in the file, so it has to be settled first which one counts."
            }
            Self::Unread => "Not all of the file can be read, so a change could go wrong.",
            Self::Templated => {
                "The file is a template, and what another program makes of it is not known."
            }
            Self::BroughtByAlias => {
                "The value comes from an alias or a merge key, so a change would change other \
                 places too."
            }
            Self::Shared => {
                "Other places refer to this one by its anchor, so a change would change them too."
            }
            Self::Interpolated => {
                "A variable fills the value in, so it has to be changed where the variable is set."
            }
            Self::FlowOverLines => {
                "The value stands between brackets over several lines, which only a person can \
                 change without spoiling the layout."
            }
            Self::Tagged => {
                "A tag says how the value is read or merged, and a change could undo that."
            }
            Self::Command => "The text is a command and no compose file; change its words.",
            Self::OtherShape => {
                "The key is written in another form than the change needs, such as one value \
                 instead of a list."
            }
            Self::LastEntry => "Nothing would be left where the entry stands.",
            Self::Layout => "The entry is written in a way that only a person can change safely.",
            Self::OtherFile => {
                "What decides does not stand in this service itself but in another service or file."
            }
            Self::BroughtByFile => {
                "The file is brought in by `include` or `extends`, so a change would reach all that \
                 take from it."
            }
            Self::Overruled => "A later file of the project replaces what would be written here.",
            Self::Inherited => {
                "Another file or service that this one builds on may state the same, so a change \
                 here may change nothing."
            }
            Self::Extended => {
                "Other services extend this one, so a change here would change them as well."
            }
            Self::OpensPorts => {
                "Without the host's network the published ports would take effect, so settle their \
                 addresses first."
            }
            Self::InHistory => {
                "The history of the image keeps the value of a build argument wherever it comes \
                 from, so the build has to be given it as a build secret."
            }
            Self::Rejected => "Docker would refuse what comes of the change.",
        }
    }
}
