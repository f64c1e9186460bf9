//! Wire types shared by widget and functions: bodies, problem codes and limits. JSON, `camelCase`.

mod desk;
pub mod limits;
mod problem;
mod sealed;
mod submission;
mod track;

pub use desk::{
    ActOnClock, AnswerProposal, CaseDetail, CaseRow, CloseCase, DecideIdentity, EventRow, FileRow, Message, Propose,
    Proposed, RecordSearch, Staff, WriteMessage,
};
pub use problem::{Code, ProblemDocument};
pub use sealed::{SealedAnswers, SealedFile};
pub use submission::{
    BeginSubmission, CompleteSubmission, FormDescription, NoticeShown, SubmissionBegun, Submitted, UploadedFile,
};
pub use track::TrackedCase;
