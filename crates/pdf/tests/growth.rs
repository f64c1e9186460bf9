//! That what is done for a file is in proportion to its size, whatever it repeats.
#![allow(clippy::arithmetic_side_effects, missing_docs)]

use forthright_growth::Growth;
use forthright_pdf::read;

/// A file of one page with these parts: what its content is, what its resources name, and objects from number 10 on.
fn file(contents: &str, resources: &str, more: &[(String, String)]) -> Vec<u8> {
    let mut file = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents}/Resources<<{resources}>>>>endobj\n\
         4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    );
    for (at, (dict, data)) in more.iter().enumerate() {
        let number = 10 + at;
        if dict.starts_with('/') {
            file.push_str(&format!("{number} 0 obj<<{dict}/Length {}>>stream\n{data}\nendstream endobj\n", data.len()));
        } else {
            file.push_str(&format!("{number} 0 obj {dict}{data} endobj\n"));
        }
    }
    file.push_str("trailer<</Root 1 0 R>>\n%%EOF\n");
    file.into_bytes()
}

/// What is repeated is followed until the budget is used up: files up to here have less than the whole of it.
const LARGEST: usize = 65_536;

const NAMES: &str = "/Font<</F 4 0 R/G 11 0 R>>/XObject<</X 11 0 R>>";
const FORM: &str = "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</Font<</F 4 0 R>>/XObject<</X 11 0 R>>>>";

/// One page whose content says something again and again.
fn saying(unit: &str, size: usize) -> Vec<u8> {
    file("10 0 R", NAMES, &[("/A 1".to_owned(), unit.repeat(size / unit.len() + 1))])
}

/// The same over half of the size, and an object of the other half that it names.
fn naming(unit: &str, dict: &str, data: &str, size: usize) -> Vec<u8> {
    let half = |unit: &str| unit.repeat(size / 2 / unit.len() + 1);
    file("10 0 R", NAMES, &[("/A 1".to_owned(), half(unit)), (dict.to_owned(), half(data))])
}

#[test]
fn files_cost_what_they_weigh() {
    let mut growth = Growth::default();
    let mut of = |shape: &str, make: &dyn Fn(usize) -> Vec<u8>| {
        growth.up_to(LARGEST, "lib.rs::read", shape, make, |file| drop(read(file.clone())));
    };
    for unit in [
        "BT /F 10 Tf (A) Tj ET ",
        "BT /F 10 Tf 1 0 0 1 50 700 Tm (A) Tj ET ",
        "[(A) 20 (b)] TJ ",
        "q ",
        "Q ",
        "/F 1 Tf ",
        "/Nobody 1 Tf ",
        "/Nobody Do ",
        "/X Do ",
        "BI ID ",
        "BI /W 1 ID x EI ",
        "<",
        "<<",
        ">>",
        "[",
        "(",
        "(\\",
        "%",
        "% \n",
        "/",
        "1 ",
        "-",
        "a",
        " ",
        "{",
    ] {
        of(&format!("{unit:?} again and again"), &|size| saying(unit, size));
    }
    of("one long string", &|size| saying(&format!("BT /F 10 Tf ({}) Tj ET", "A".repeat(size)), 1));
    of("one long array", &|size| saying(&format!("BT /F 10 Tf [{}] TJ ET", "(A) 20 ".repeat(size / 7)), 1));
    of("a form with much in it drawn again and again", &|size| naming("/X Do ", FORM, " ", size));
    of("a form with text drawn again and again", &|size| naming("/X Do ", FORM, "BT /F 9 Tf (a) Tj ET ", size));
    let broken = format!("{FORM}/Filter/FlateDecode");
    of("a form that does not unfold", &|size| naming("/X Do ", &broken, "x", size));
    of("a picture drawn again and again", &|size| {
        naming("/X Do ", "/Type/XObject/Subtype/Image/Width 2/Height 2/ImageMask true", "x", size)
    });
    of("what is no form", &|size| naming("/X Do ", "[", "0 ", size));
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica";
    of("a font with much in it", &|size| naming("/G 1 Tf ", font, "/A 1", size));
    of("a font with many widths", &|size| {
        naming("/G 1 Tf (A) Tj ", &format!("{font}/FirstChar 0/LastChar 255/Widths["), "1 ", size)
    });
    of("one part of the content again and again", &|size| {
        let parts = format!("[{}]", "10 0 R ".repeat(size / 14));
        file(&parts, NAMES, &[("/A 1".to_owned(), " ".repeat(size / 2))])
    });
    of("what is no part of the content again and again", &|size| {
        let parts = format!("[{}]", "10 0 R ".repeat(size / 14));
        file(&parts, NAMES, &[(format!("[{}]", "0 ".repeat(size / 4)), String::new())])
    });
    let map =
        |to: &str| format!("1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{to}> endbfchar");
    of("a letter that stands for many", &|size| {
        let font = format!("{font}/ToUnicode 12 0 R>>");
        let shown = format!("BT /G 9 Tf ({}) Tj ET", "A".repeat(size / 2));
        let objects =
            [("/A 1".to_owned(), shown), (font, String::new()), ("/A 1".to_owned(), map(&"0041".repeat(size / 8)))];
        file("10 0 R", NAMES, &objects)
    });
    of("many fonts with one table", &|size| {
        let count = size / 2 / 80;
        let names: String = (0..count).map(|n| format!("/F{n} {} 0 R", 12 + n)).collect();
        let uses: String = (0..count).map(|n| format!("/F{n} 1 Tf (A) Tj ")).collect();
        let mut objects = vec![("/A 1".to_owned(), uses), ("/A 1".to_owned(), map(&"0041".repeat(size / 8)))];
        objects.extend((0..count).map(|_| (format!("{font}/ToUnicode 11 0 R>>"), String::new())));
        file("10 0 R", &format!("/Font<<{names}>>"), &objects)
    });
    let whole = "measured through `read`";
    growth.is_linear_and_whole(
        env!("CARGO_MANIFEST_DIR"),
        &[("inline.rs::without_pictures", whole), ("lines.rs::of", whole)],
    );
}
