//! Wire types shared by widget and functions: bodies, problem codes and limits. JSON, `camelCase`.

mod desk;
mod language;
pub mod limits;
mod problem;
mod sealed;
mod submission;
mod track;

pub use desk::{
    ActOnClock, AnswerProposal, CaseDetail, CaseRow, CloseCase, DecideIdentity, EXPECTED, EventRow, FileRow, Message,
    Propose, Proposed, RecordSearch, Staff, Unsent, WriteMessage,
};
pub use language::MessageLanguage;
pub use problem::{Code, ProblemDocument};
pub use sealed::{SealedAnswers, SealedFile};
pub use submission::{
    BeginSubmission, CompleteSubmission, FormDescription, NoticeShown, SubmissionBegun, Submitted, UploadedFile,
};
pub use track::TrackedCase;
