//! D1 with as little ceremony as possible.

use crate::problem::{Problem, Result};
use serde::de::DeserializeOwned;
use worker::wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement};

/// The database.
pub struct Database(D1Database);

/// A value for a statement. Times and ids are text.
pub enum Value<'a> {
    Text(&'a str),
    Number(u32),
    Null,
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl Database {
    pub fn new(inner: D1Database) -> Self {
        Self(inner)
    }

    /// A statement with its values.
    pub fn statement(&self, sql: &str, values: &[Value<'_>]) -> Result<D1PreparedStatement> {
        let values: Vec<JsValue> = values
            .iter()
            .map(|value| match value {
                Value::Text(text) => JsValue::from_str(text),
                Value::Number(number) => JsValue::from_f64(f64::from(*number)),
                Value::Null => JsValue::NULL,
            })
            .collect();
        Ok(self.0.prepare(sql).bind(&values)?)
    }

    /// The first row, if there is one.
    pub async fn first<T: DeserializeOwned>(&self, sql: &str, values: &[Value<'_>]) -> Result<Option<T>> {
        Ok(self.all(sql, values).await?.into_iter().next())
    }

    /// All rows.
    pub async fn all<T: DeserializeOwned>(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<T>> {
        Ok(self.statement(sql, values)?.all().await?.results()?)
    }

    /// Runs a statement; how many rows it changed.
    pub async fn run(&self, sql: &str, values: &[Value<'_>]) -> Result<usize> {
        let result = self.statement(sql, values)?.run().await?;
        Ok(result.meta()?.and_then(|meta| meta.changes).unwrap_or(0))
    }

    /// Runs statements as one transaction: all of them or none.
    pub async fn batch(&self, statements: Vec<D1PreparedStatement>) -> std::result::Result<(), BatchFailed> {
        match self.0.batch(statements).await {
            Ok(_) => Ok(()),
            Err(error) if error.to_string().contains("UNIQUE constraint") => Err(BatchFailed::AlreadyThere),
            Err(error) => Err(BatchFailed::Other(error.into())),
        }
    }

    /// [`Self::batch`] for what may be written twice without harm: that it is there already is no failure.
    pub async fn batch_once(&self, statements: Vec<D1PreparedStatement>) -> Result<()> {
        match self.batch(statements).await {
            Ok(()) | Err(BatchFailed::AlreadyThere) => Ok(()),
            Err(BatchFailed::Other(problem)) => Err(problem),
        }
    }
}

/// Why nothing of a batch was written.
pub enum BatchFailed {
    /// A row with one of these keys exists: somebody, perhaps the same client, was faster.
    AlreadyThere,
    /// Something else.
    Other(Problem),
}
