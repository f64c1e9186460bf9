//! The reader on simulated photos of made-up documents, each way up, and on what is no document.
#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use forthright_evidence::{Luma, examine, reader};
use image::GrayImage;
use image::imageops::{flip_horizontal, rotate90, rotate180, rotate270};

const PASSPORT: [&str; 2] =
    ["P<INDITV<<OOZDLR<YUSWHA<<<<<<<<<<<<<<<<<<<<<", "MZ96414137IND6610193<3902275<<<<<<<<<<<<<<08"];
const CARD: [&str; 3] =
    ["I<NGAMS93133636<<<<<<<<<<<<<<<", "4207254M8407063NGA<<<<<<<<<<<6", "ZWRLI<<XFGAYZY<YAXFFW<<<<<<<<<"];

fn picture(name: &str) -> GrayImage {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/evidence").join(name);
    image::open(path).unwrap().to_luma8()
}

fn read(picture: &GrayImage) -> Option<reader::Reading> {
    let side = |length: u32| usize::try_from(length).unwrap();
    reader::read(Luma::new(side(picture.width()), side(picture.height()), picture.as_raw()).unwrap())
}

#[test]
fn a_passport_is_read_each_way_up() {
    let upright = picture("passport.jpg");
    let ways = [upright.clone(), rotate90(&upright), rotate180(&upright), rotate270(&upright)];
    for (turns, picture) in ways.iter().enumerate() {
        let reading = read(picture).unwrap_or_else(|| panic!("{turns} quarter turns: nothing was read"));
        assert_eq!(reading.zone.lines, PASSPORT, "{turns} quarter turns");
        assert!(reading.is_whole(), "{turns} quarter turns");
    }
}

#[test]
fn lines_are_found_where_they_are() {
    for (turned, picture) in [(false, picture("passport.jpg")), (true, rotate180(&picture("passport.jpg")))] {
        let reading = read(&picture).unwrap();
        let [[first, _], [second, _]] = reading.places.as_slice() else { panic!("{:?}", reading.places) };
        // In the picture that lies on its head the first line is below the second, and begins on the right.
        assert_eq!(first.1 > second.1, turned);
        assert_eq!(first.0 > 0.5, turned);
        assert!(reading.places.iter().flatten().all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y)));
    }
}

#[test]
fn a_card_of_three_lines_is_read() {
    let reading = read(&picture("card.jpg")).unwrap();
    assert_eq!(reading.zone.lines, CARD);
}

#[test]
fn a_mirrored_passport_a_black_and_a_white_picture_and_noise_give_nothing() {
    assert!(read(&flip_horizontal(&picture("passport.jpg"))).is_none_or(|reading| !reading.is_whole()));
    for value in [0, 255] {
        let flat = GrayImage::from_pixel(900, 600, image::Luma([value]));
        assert_eq!(read(&flat), None);
    }
    let mut state = 1_u32;
    let noise = GrayImage::from_fn(900, 600, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        image::Luma([state.to_be_bytes()[0]])
    });
    assert_eq!(read(&noise), None);
}

#[test]
fn pictures_of_a_few_pixels_are_no_trouble() {
    for (width, height) in [(1, 1), (1, 5000), (5000, 1), (3, 3), (29, 28)] {
        let pixels = vec![128; width * height];
        let seen = examine(Luma::new(width, height, &pixels).unwrap(), 10, 10);
        assert_eq!(seen.reading, None);
    }
}

#[test]
fn two_documents_in_one_photo_give_one_whole_zone() {
    let (passport, card) = (picture("passport.jpg"), picture("card.jpg"));
    let both = GrayImage::from_fn(passport.width(), passport.height() + card.height(), |x, y| {
        if y < passport.height() {
            *passport.get_pixel(x, y)
        } else {
            *card.get_pixel(x.min(card.width() - 1), y - passport.height())
        }
    });
    let reading = read(&both).unwrap();
    assert!(reading.zone.lines == PASSPORT || reading.zone.lines == CARD, "{:?}", reading.zone);
}

/// The weights in the repository are those that `tests/reader` trains: `train` says the same hash.
#[test]
fn the_weights_are_the_ones_that_were_measured() {
    use sha2::Digest;
    let weights = std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("reader.weights")).unwrap();
    let hash: String = sha2::Sha256::digest(&weights).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hash, "5d2acdcc7b69881ef0cb103b194bf774e8c4c20b86f4713b4abb183ccfe8be98");
}
