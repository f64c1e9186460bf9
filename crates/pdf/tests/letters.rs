//! Letters, scans, and files that are neither.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]

use forthright_pdf::{PAGES, Scan, Unreadable, read};
use proptest::prelude::*;

/// A file whose pages have these content streams; more objects from number 10 on.
fn file(contents: &[&str], more: &[(&str, &[u8])]) -> Vec<u8> {
    let kids: String = (0..contents.len()).map(|at| format!("{} 0 R ", 100 + at * 2)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {}/Kids[{kids}]>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n",
        contents.len()
    )
    .into_bytes();
    for (at, content) in contents.iter().enumerate() {
        let number = 100 + at * 2;
        file.extend(
            format!(
                "{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>\
                 /XObject<</X 10 0 R/Y 11 0 R>>>>>>endobj\n{} 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n",
                number + 1,
                number + 1,
                content.len()
            )
            .into_bytes(),
        );
    }
    for (at, (dict, data)) in more.iter().enumerate() {
        file.extend(format!("{} 0 obj<<{dict}/Length {}>>stream\n", 10 + at, data.len()).into_bytes());
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream endobj\n");
    }
    file.extend_from_slice(b"trailer<</Root 1 0 R>>\n%%EOF\n");
    file
}

fn text(content: &str) -> String {
    read(file(&[content], &[])).unwrap().text
}

#[test]
fn lines_go_from_top_to_bottom_and_columns_are_parted() {
    let content = "BT /F 11 Tf 60 700 Td (Miss A Eriksson) Tj 0 -14 Td (Flat 2) Tj ET \
                   BT /F 11 Tf 360 700 Td (Bill date: 3 October 2026) Tj ET BT /F 18 Tf 60 780 Td (Severn Trent) Tj ET";
    assert_eq!(text(content), "Severn Trent\nMiss A Eriksson\tBill date: 3 October 2026\nFlat 2\n");
}

#[test]
fn letters_that_are_set_apart_are_words_or_not() {
    // Kerned, moved by less than a space, by a space, and letter by letter.
    assert_eq!(text("BT /F 10 Tf 50 700 Td [(Er) 20 (iks) -30 (son) -300 (Anna)] TJ ET"), "Eriksson Anna\n");
    assert_eq!(text("BT /F 10 Tf 1 0 0 1 50 700 Tm (A) Tj 1 0 0 1 56.7 700 Tm (nna) Tj ET"), "Anna\n");
    assert_eq!(
        text("BT /F 10 Tf 50 700 Td 12 TL (one) Tj T* (two) Tj (three) ' 1 0 (four) \" ET"),
        "one\ntwo\nthree\nfour\n"
    );
}

#[test]
fn turned_and_scaled_pages_read_the_same() {
    for content in [
        "0 1 -1 0 400 100 cm BT /F 10 Tf 0 0 Td (Turned text) Tj 0 -14 Td (and more) Tj ET",
        "0 -1 1 0 100 700 cm BT /F 10 Tf 0 0 Td (Turned text) Tj 0 -14 Td (and more) Tj ET",
        "-1 0 0 -1 500 700 cm BT /F 10 Tf 0 0 Td (Turned text) Tj 0 -14 Td (and more) Tj ET",
        "q .24 0 0 .24 0 0 cm BT /F 1 Tf 42 0 0 42 300 2900 Tm (Turned text) Tj 0 -1.4 Td (and more) Tj ET Q",
    ] {
        assert_eq!(text(content), "Turned text\nand more\n", "{content}");
    }
}

#[test]
fn forms_are_followed_but_not_for_ever() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[1 0 0 1 0 100]/Resources<</Font<</F 3 0 R>>/XObject<</X 10 0 R>>>>";
    let nested =
        file(&["/X Do BT /F 10 Tf 50 400 Td (page) Tj ET"], &[(form, b"BT /F 10 Tf 50 500 Td (form) Tj ET /X Do")]);
    let found = read(nested).unwrap().text;
    assert!(found.starts_with("form\n") && found.ends_with("page\n"), "{found}");
    let around = "BT /F 10 Tf (A) Tj ET ".repeat(300_000);
    let end = "BT /F 10 Tf (END) Tj ET";
    let found = read(file(&[&around, end], &[])).unwrap();
    assert!(!found.text.contains("END"), "a file cannot keep it busy: what comes later is not followed");
    let again = "/X Do ".repeat(50_000);
    let long = format!("BT /F 10 Tf ({}) Tj ET", "A".repeat(50_000));
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</Font<</F 3 0 R>>>>";
    let found = read(file(&[&again, end], &[(form, long.as_bytes())])).unwrap();
    assert!(!found.text.contains("END"), "nor can a form that is drawn again and again");
    assert!(read(file(&["BT /F 10 Tf (A) Tj ET", end], &[])).unwrap().text.contains("END"));
}

#[test]
fn a_scan_is_the_largest_picture_of_a_page_without_text() {
    let image = |width: u32| format!("/Type/XObject/Subtype/Image/Width {width}/Height 1000/Filter/DCTDecode");
    let (small, large) = (image(10), image(700));
    let (logo, page): (&[u8], &[u8]) = (b"\xFF\xD8\xFF logo", b"\xFF\xD8\xFF page");
    let pictures = [(small.as_str(), logo), (large.as_str(), page)];
    let scanned = read(file(&["/X Do /Y Do"], &pictures)).unwrap();
    assert_eq!(scanned.scan, Some(Scan::Jpeg(page.to_vec())));
    let written = read(file(&["/Y Do BT /F 10 Tf 50 400 Td (A letter has text beside its picture) Tj ET"], &pictures));
    assert_eq!(written.unwrap().scan, None);
    let recognised = "/Y Do BT 3 Tr /F 10 Tf 50 400 Td (What was recognised in a scan is not seen) Tj ET";
    let recognised = read(file(&[recognised], &pictures)).unwrap();
    assert_eq!(recognised.scan, Some(Scan::Jpeg(page.to_vec())));
    assert!(recognised.text.contains("recognised"));
    let other = [(large.as_str(), logo), (large.as_str(), b"no JPEG" as &[u8])];
    assert_eq!(read(file(&["/Y Do"], &other)).unwrap().scan, None);
}

#[test]
fn an_app_s_stamp_below_a_scan_makes_no_letter_of_it_and_a_logo_no_scan() {
    let image = "/Type/XObject/Subtype/Image/Width 700/Height 1000/Filter/DCTDecode";
    let page: &[u8] = b"\xFF\xD8\xFF page";
    let stamped = "q 595 0 0 842 0 0 cm /X Do Q BT /F 8 Tf 50 10 Td (Scanned with Some Scanner Pro) Tj ET";
    let stamped = read(file(&[stamped], &[(image, page)])).unwrap();
    assert_eq!((stamped.scan, stamped.text.as_str()), (Some(Scan::Jpeg(page.to_vec())), ""));
    let letter =
        "A letter over a picture that covers its page has more to be read than an app writes below it. ".repeat(3);
    let letter = format!("q 595 0 0 842 0 0 cm /X Do Q BT /F 8 Tf 50 700 Td ({letter}) Tj ET");
    assert_eq!(read(file(&[&letter], &[(image, page)])).unwrap().scan, None);
    let logo = "q 80 0 0 40 50 780 cm /X Do Q BT /F 8 Tf 50 700 Td (Your bill of 3 October 2026) Tj ET";
    assert_eq!(read(file(&[logo], &[(image, page)])).unwrap().scan, None);
    let strips = "q 595 0 0 421 0 0 cm /X Do Q q 595 0 0 400 0 421 cm /Y Do Q";
    let strips = read(file(&[strips], &[(image, page), (image, page)])).unwrap();
    assert!(strips.is_in_parts && strips.scan.is_none());
}

#[test]
fn letters_without_names_are_said_to_be_so() {
    let font = "/Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<<>>/FirstChar 1/LastChar 2/Widths[9 9]\
                /Encoding<</Differences[1/g1/g2]>>/Resources<</Font<<>>>>";
    let content = "BT /G 10 Tf 50 700 Td (\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002\\001\\002) Tj ET";
    let whole =
        String::from_utf8(file(&[content], &[(font, b"")])).unwrap().replace("/F 3 0 R>>", "/F 3 0 R/G 10 0 R>>");
    let paper = read(whole.into_bytes()).unwrap();
    assert!(paper.is_nameless && paper.scan.is_none() && paper.text.trim().is_empty(), "{paper:?}");
}

#[test]
fn what_was_filled_into_a_form_is_read_where_it_is_shown() {
    let look = "/Type/XObject/Subtype/Form/BBox[0 0 240 20]/Resources<</Font<</F 3 0 R>>>>";
    let annotation = |flags: u32| {
        format!("/Annots[<</Type/Annot/Subtype/Widget/F {flags}/Rect[60 702 300 722]/AP<</N 10 0 R>>>>]/Contents")
    };
    let whole = |flags: u32| {
        let file =
            file(&["BT /F 10 Tf 60 750 Td (Name) Tj ET"], &[(look, b"BT /F 10 Tf 2 4 Td (Anna Eriksson) Tj ET")]);
        String::from_utf8(file).unwrap().replacen("/Contents", &annotation(flags), 1).into_bytes()
    };
    assert_eq!(read(whole(4)).unwrap().text, "Name\nAnna Eriksson\n");
    assert_eq!(read(whole(2)).unwrap().text, "Name\n", "what is hidden is not");
}

#[test]
fn what_was_typed_into_a_field_without_looks_is_read_as_well() {
    let whole = |field: &str| {
        let file = file(&["BT /F 10 Tf 60 750 Td (Name) Tj ET"], &[("/FT/Tx/V(Anna Eriksson)", b"")]);
        let annotation = format!("/Annots[<</Type/Annot/Subtype/Widget/Rect[60 702 300 722]{field}>>]/Contents");
        String::from_utf8(file).unwrap().replacen("/Contents", &annotation, 1).into_bytes()
    };
    for (field, said) in [
        ("/FT/Tx/V(Anna Eriksson)", "Name\nAnna Eriksson\n"),
        // Inherited from the field; UTF-16; two lines.
        ("/Parent<</FT/Tx/V(Anna Eriksson)>>", "Name\nAnna Eriksson\n"),
        ("/FT/Tx/V<FEFF00C5007300610020014100750063006A0061>", "Name\nÅsa Łucja\n"),
        ("/FT/Tx/V(Anna\\nEriksson)", "Name\nAnna Eriksson\n"),
        ("/FT/Ch/V(Leicester)", "Name\nLeicester\n"),
        // Neither buttons nor what is hidden.
        ("/FT/Btn/V/Yes", "Name\n"),
        ("/FT/Tx/F 2/V(Anna Eriksson)", "Name\n"),
        ("/FT/Tx", "Name\n"),
    ] {
        assert_eq!(read(whole(field)).unwrap().text, said, "{field}");
    }
}

/// The grey pixels of a page that shows one picture, and how many are in a row.
fn grey(dict: &str, data: &[u8]) -> Option<(Vec<u8>, usize)> {
    let dict = format!("/Type/XObject/Subtype/Image{dict}");
    match read(file(&["/X Do"], &[(&dict, data)])).unwrap().scan? {
        Scan::Grey { pixels, width, .. } => Some((pixels, width)),
        Scan::Jpeg(_) => None,
    }
}

#[test]
fn a_scan_of_plain_samples_becomes_grey() {
    let of = |dict: &str, data: &[u8]| grey(&format!("/Width 2/Height 2{dict}"), data);
    assert_eq!(of("/BitsPerComponent 8/ColorSpace/DeviceGray", &[0, 50, 100, 255]), Some((vec![0, 50, 100, 255], 2)));
    let rgb = [255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0];
    assert_eq!(of("/BitsPerComponent 8/ColorSpace/DeviceRGB", &rgb), Some((vec![255, 76, 149, 0], 2)));
    assert_eq!(
        of("/BitsPerComponent 1/ColorSpace/DeviceGray", &[0b1000_0000, 0b0100_0000]),
        Some((vec![255, 0, 0, 255], 2))
    );
    assert_eq!(of("/ImageMask true/Decode[1 0]", &[0b1000_0000, 0b0100_0000]), Some((vec![0, 255, 255, 0], 2)));
    let indexed = "/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 1<000000FFFFFF>]";
    assert_eq!(of(indexed, &[1, 0, 0, 1]), Some((vec![255, 0, 0, 255], 2)));
    assert_eq!(
        of("/BitsPerComponent 8/ColorSpace/DeviceCMYK", &[[0; 4], [0, 0, 0, 255], [0; 4], [0; 4]].concat()),
        Some((vec![255, 0, 255, 255], 2))
    );
    // Hexadecimal, as a filter that is none of pictures.
    assert_eq!(
        of("/Filter/ASCIIHexDecode/BitsPerComponent 8/ColorSpace/DeviceGray", b"00FF8001>"),
        Some((vec![0, 255, 128, 1], 2))
    );
}

#[test]
fn a_colour_space_that_names_itself_has_an_end() {
    let mut bytes = file(
        &["/X Do"],
        &[("/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace 90 0 R", &[0; 4])],
    );
    let end = bytes.windows(7).position(|part| part == b"trailer").unwrap();
    bytes.splice(end..end, *b"90 0 obj[/Indexed 90 0 R 1<00>]endobj\n");
    assert_eq!(read(bytes).unwrap().scan, None);
}

#[test]
fn letters_as_a_mask_do_not_hide_the_picture_of_the_page() {
    let page = "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray";
    let mask = "/Type/XObject/Subtype/Image/Width 8/Height 2/ImageMask true";
    for order in ["/X Do /Y Do", "/Y Do /X Do"] {
        let scan = read(file(&[order], &[(page, &[1, 2, 3, 4]), (mask, &[255, 255])])).unwrap().scan;
        assert!(matches!(scan, Some(Scan::Grey { pixels, .. }) if pixels == [1, 2, 3, 4]), "{order}");
    }
}

#[test]
fn a_scan_as_a_fax_sends_it_becomes_grey() {
    // Group 4 (ITU-T T.6): a white row (V0), then three black of eight (horizontal: white 0, black 3), then the end.
    let rows: &[u8] = &[0b1001_0011, 0b0101_1010, 0b0000_0000, 0b0001_0000, 0b0000_0001, 0b0000_0000];
    let dict = "/Width 8/Height 2/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 8/Rows 2>>";
    let (pixels, width) = grey(dict, rows).unwrap();
    assert_eq!((width, &pixels[..8]), (8, [255; 8].as_slice()));
    assert_eq!(pixels[8..], [0, 0, 0, 255, 255, 255, 255, 255]);
}

#[test]
fn a_large_scan_is_made_smaller_and_an_unknown_one_is_none() {
    let dict = "/Width 4000/Height 2000/BitsPerComponent 8/ColorSpace/DeviceGray";
    let rows: Vec<u8> = (0..2000_u32).flat_map(|y| [if y % 2 == 0 { 0 } else { 200 }; 4000]).collect();
    let (pixels, width) = grey(dict, &rows).unwrap();
    assert_eq!((width, pixels.len()), (1333, 1333 * 666));
    assert!(pixels.iter().all(|pixel| (66..=134).contains(pixel)));
    for dict in [
        "/Width 2/Height 2/BitsPerComponent 16/ColorSpace/DeviceGray",
        "/Width 2/Height 2/BitsPerComponent 8/ColorSpace/Separation",
        "/Width 2/Height 2/Filter/JPXDecode",
        "/Width 0/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
        "/Width 4294967295/Height 4294967295/BitsPerComponent 8/ColorSpace/DeviceGray",
        "/Width 2/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray",
        "/Width 2/Height 2/BitsPerComponent 8/ColorSpace[/Indexed[/Indexed/DeviceGray 1<00>]1<00>]",
        "/Width 1000000/Height 1000000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1000000>>",
        "/Width 8/Height 0/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 8>>",
    ] {
        assert_eq!(grey(dict, &[0; 16]), None, "{dict}");
    }
}

#[test]
fn only_the_first_pages_are_read() {
    let pages = ["BT /F 10 Tf 50 400 Td (words) Tj ET"; 5];
    let paper = read(file(&pages, &[])).unwrap();
    assert_eq!((paper.pages, paper.text.lines().count()), (5, PAGES));
}

#[test]
fn what_does_not_open_says_why() {
    let locked = include_bytes!("../../../tests/vectors/evidence/locked.pdf");
    assert_eq!(read(locked.to_vec()), Err(Unreadable::Locked));
    for broken in [
        &b""[..],
        b"%PDF-1.4",
        b"MZ\x90",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
    ] {
        assert_eq!(read(broken.to_vec()), Err(Unreadable::Broken));
    }
    let many = format!("%PDF-1.4\n{}trailer<</Root 1 0 R>>", "1 0 obj<</A 1>>endobj\n".repeat(200_000));
    assert_eq!(read(many.into_bytes()), Err(Unreadable::Broken));
}

#[test]
fn what_a_file_would_run_is_not_looked_at() {
    let script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let bytes = file(&["BT /F 10 Tf 50 400 Td (A letter) Tj ET"], &[]);
    let with = String::from_utf8(bytes).unwrap().replace("/Type/Catalog", &format!("/Type/Catalog{script}"));
    assert_eq!(read(with.into_bytes()).unwrap().text, "A letter\n");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = read(bytes);
    }

    #[test]
    fn no_damage_makes_it_panic(at in 0_usize..2000, with: u8, cut in 0_usize..2000) {
        let mut bytes = file(&["q BT /F 10 Tf 50 400 Td [(A) 20 (letter)] TJ T* (x) ' ET /X Do Q"], &[("/Subtype/Form", b"BT /F 9 Tf (a) Tj ET")]);
        if let Some(byte) = bytes.get_mut(at) {
            *byte = with;
        }
        bytes.truncate(bytes.len().saturating_sub(cut));
        let _ = read(bytes);
    }

    #[test]
    fn no_operators_make_it_panic(content in "([ 0-9.()<>/FXTjdmQqBE'\"-]{0,60}(Tj|TJ|Tf|Td|Tm|cm|Do|q|Q|BT|ET|T\\*|Tz|TL) ?){0,20}") {
        let _ = read(file(&[&content], &[("/Subtype/Form", content.as_bytes())]));
    }
}

#[test]
fn a_font_with_widths_for_four_billion_characters_is_none() {
    for widths in ["/W[0 4294967295 500]", "/W2[0 4294967295 500 0 0]"] {
        let mut bytes = file(&["BT /F 10 Tf 50 700 Td (seen) Tj /G 10 Tf (x) Tj ET"], &[]);
        let end = bytes.windows(7).position(|part| part == b"trailer").unwrap();
        let font = format!(
            "90 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font\
             /Subtype/CIDFontType2/BaseFont/A{widths}>>]>>endobj\n"
        );
        bytes.splice(end..end, font.into_bytes());
        let named = String::from_utf8(bytes).unwrap().replace("/F 3 0 R", "/F 3 0 R/G 90 0 R");
        assert_eq!(read(named.into_bytes()).unwrap().text, "seen\n");
    }
}
