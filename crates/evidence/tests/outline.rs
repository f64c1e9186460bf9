//! Where documents lie in pictures, and what of them is not there.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation, clippy::cast_precision_loss)]
#![allow(clippy::cast_sign_loss, clippy::indexing_slicing, clippy::unwrap_used)]

use forthright_evidence::mrz::Mrz;
use forthright_evidence::reader::Reading;
use forthright_evidence::{Finding, Luma, Outline, examine, outline};
use proptest::prelude::*;

const W: usize = 800;
const H: usize = 600;

/// A picture by what is at each place.
fn picture(at: impl Fn(f32, f32) -> f32) -> Vec<u8> {
    (0..W * H).map(|n| at((n % W) as f32 + 0.5, (n / W) as f32 + 0.5).clamp(0.0, 255.0) as u8).collect()
}

/// A light sheet of this size about a middle, turned by degrees, on a table.
fn sheet(middle: (f32, f32), size: (f32, f32), degrees: f32, table: impl Fn(f32, f32) -> f32) -> Vec<u8> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    picture(|x, y| {
        let (dx, dy) = (x - middle.0, y - middle.1);
        let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let is_on = u.abs() < size.0 / 2.0 && v.abs() < size.1 / 2.0;
        // Print makes no hole in it.
        let is_print = (v / 20.0).fract().abs() < 0.4 && (u / 9.0).fract().abs() < 0.5 && u.abs() < size.0 * 0.4;
        if !is_on {
            table(x, y)
        } else if is_print {
            60.0
        } else {
            215.0
        }
    })
}

fn found(pixels: &[u8]) -> Option<Outline> {
    outline(Luma::new(W, H, pixels).unwrap())
}

fn even(_: f32, _: f32) -> f32 {
    90.0
}

#[test]
fn a_sheet_on_a_table_has_its_corners() {
    for (degrees, table) in [(0.0, 90.0), (7.0, 90.0), (-20.0, 120.0), (38.0, 30.0)] {
        let seen = found(&sheet((410.0, 300.0), (400.0, 252.0), degrees, |x, _| table + x / 40.0)).unwrap();
        assert!(!seen.is_cut, "{degrees}");
        let (sin, cos) = f32::to_radians(degrees).sin_cos();
        for (u, v) in [(-200.0, -126.0), (200.0, -126.0), (200.0, 126.0), (-200.0, 126.0)] {
            let (x, y) = ((410.0 + u * cos - v * sin) / W as f32, (300.0 + u * sin + v * cos) / H as f32);
            let near = seen.corners.iter().map(|corner| (corner.0 - x).hypot(corner.1 - y)).fold(1.0, f32::min);
            assert!(near < 0.025, "{degrees}: {near}, {:?}", seen.corners);
        }
        let luma = sheet((410.0, 300.0), (400.0, 252.0), degrees, even);
        let proportion = seen.proportion(Luma::new(W, H, &luma).unwrap());
        assert!((proportion - 1.587).abs() < 0.06, "{degrees}: {proportion}");
    }
}

#[test]
fn what_the_picture_cuts_off_is_told_and_what_touches_a_corner_is_not() {
    for middle in [(700.0, 300.0), (400.0, 60.0), (100.0, 320.0), (400.0, 560.0)] {
        assert!(found(&sheet(middle, (400.0, 252.0), 4.0, even)).unwrap().is_cut, "{middle:?}");
    }
    assert!(!found(&sheet((400.0, 300.0), (760.0, 540.0), 0.0, even)).unwrap().is_cut);
    // In a scanner's corner, and in a frame.
    assert_eq!(found(&sheet((150.0, 100.0), (300.0, 200.0), 0.0, even)), None);
    assert_eq!(found(&picture(|_, y| if (100.0..500.0).contains(&y) { 215.0 } else { 0.0 })), None);
}

#[test]
fn nothing_is_said_of_a_busy_ground_of_nothing_and_of_what_is_no_sheet() {
    let busy = |x: f32, y: f32| 128.0 + 100.0 * (x * 0.13).sin() * (y * 0.11).cos();
    assert_eq!(found(&sheet((400.0, 300.0), (400.0, 252.0), 3.0, busy)), None);
    assert_eq!(found(&picture(even)), None);
    let round = picture(|x, y| if (x - 400.0).hypot(y - 300.0) < 200.0 { 220.0 } else { 90.0 });
    assert_eq!(found(&round), None);
    let corner = picture(|x, y| {
        if (x - 400.0).abs() < 200.0 && (y - 300.0).abs() < 150.0 && (x < 400.0 || y < 300.0) { 220.0 } else { 90.0 }
    });
    assert_eq!(found(&corner), None, "an angle is no sheet");
    // A portrait on a page that fills the picture.
    let page = picture(|x, y| {
        let is_print = (y / 30.0).fract() < 0.5 && (x / 13.0).fract() < 0.6 && (300.0..760.0).contains(&x);
        let is_portrait = (60.0..260.0).contains(&x) && (100.0..380.0).contains(&y);
        if is_print || is_portrait { 50.0 } else { 210.0 }
    });
    assert_eq!(found(&page), None);
    // All of it is the document: there is no table to see.
    assert_eq!(found(&sheet((400.0, 300.0), (900.0, 700.0), 0.0, even)), None);
}

#[test]
fn a_small_sheet_asks_to_move_closer_and_a_leaning_one_to_hold_straight() {
    let findings = |pixels: &[u8]| examine(Luma::new(W, H, pixels).unwrap(), 4000, 3000).quality.findings;
    assert!(findings(&sheet((400.0, 300.0), (220.0, 150.0), 2.0, even)).contains(&Finding::TooFar));
    let near = findings(&sheet((400.0, 300.0), (600.0, 420.0), 2.0, even));
    assert!(!near.contains(&Finding::TooFar) && !near.contains(&Finding::Leaning), "{near:?}");
    let leaning = picture(|x, y| {
        let half = 120.0 + (y - 100.0) * 0.35;
        if (100.0..500.0).contains(&y) && (x - 400.0).abs() < half { 215.0 } else { 90.0 }
    });
    assert!(findings(&leaning).contains(&Finding::Leaning));
}

#[test]
fn light_on_the_table_hides_nothing_but_on_the_sheet_it_does() {
    let findings = |spot: (f32, f32)| {
        let mut pixels = sheet((400.0, 300.0), (500.0, 350.0), 0.0, even);
        for (n, pixel) in pixels.iter_mut().enumerate() {
            let (x, y) = ((n % W) as f32, (n / W) as f32);
            if (x - spot.0).abs() < 60.0 && (y - spot.1).abs() < 60.0 {
                *pixel = 255;
            }
        }
        examine(Luma::new(W, H, &pixels).unwrap(), 4000, 3000).quality
    };
    let on_it = findings((400.0, 300.0));
    assert!(on_it.findings.contains(&Finding::Glare) && !on_it.glare.is_empty());
    let beside = findings((70.0, 70.0));
    assert!(
        beside.outline.is_some() && !beside.findings.contains(&Finding::Glare) && beside.glare.is_empty(),
        "{beside:?}"
    );
}

#[test]
fn a_blurred_part_is_marked_where_it_is() {
    let sharp = picture(|x, y| {
        let is_on = (50.0..750.0).contains(&x) && (40.0..560.0).contains(&y);
        let is_print = (90.0..710.0).contains(&x) && (80.0..520.0).contains(&y) && x % 24.0 < 12.0 && y % 40.0 < 26.0;
        if !is_on {
            90.0
        } else if is_print {
            60.0
        } else {
            215.0
        }
    });
    let blurred: Vec<u8> = (0..W * H)
        .map(|n| {
            let (x, y) = (n % W, n / W);
            if x < W / 2 {
                return sharp[n];
            }
            let around =
                (y.saturating_sub(6)..(y + 7).min(H)).flat_map(|y| (x - 6..(x + 7).min(W)).map(move |x| (x, y)));
            let (sum, count) =
                around.fold((0_u32, 0_u32), |(sum, n), (x, y)| (sum + u32::from(sharp[y * W + x]), n + 1));
            (sum / count) as u8
        })
        .collect();
    let quality = |pixels: &[u8]| examine(Luma::new(W, H, pixels).unwrap(), 4000, 3000).quality;
    assert!(quality(&sharp).blurred.is_empty(), "{:?}", quality(&sharp));
    let seen = quality(&blurred);
    assert!(seen.findings.contains(&Finding::TooBlurred), "{seen:?}");
    let area =
        |from: f32| seen.blurred.iter().filter(|[x, ..]| *x >= from).map(|[_, _, wide, high]| wide * high).sum::<f32>();
    assert!(area(0.5) > 0.95 * area(0.0) && area(0.5) > 0.2, "{seen:?}");
}

/// What the reader gives for a passport whose zone's lines end at these places.
fn reading(places: Vec<[(f32, f32); 2]>) -> Reading {
    let zone = Mrz::parse("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10")
        .unwrap();
    let confidence = zone.lines.iter().map(|line| vec![1.0; line.len()]).collect();
    Reading { zone, confidence, mended: false, places, pitch: 12.0 }
}

#[test]
fn a_zone_says_where_the_page_and_its_portrait_are() {
    // 6 pixels to a millimetre: the page is 750 by 528 pixels, its lines end 2 characters beyond the first and last middle.
    let line = |y: f32, left: f32| {
        let from = left + (125.0 - 44.0 * 2.54) / 2.0 * 6.0 - 1.5 * 2.54 * 6.0;
        [(from / W as f32, y / H as f32), ((from + 47.0 * 2.54 * 6.0) / W as f32, y / H as f32)]
    };
    let page = |left: f32, top: f32, pixels: &[u8]| {
        let last = top + (88.0 - (23.2 - 6.35) / 2.0) * 6.0;
        let reading = reading(vec![line(last - 6.35 * 6.0, left), line(last, left)]);
        Outline::of_zone(&reading, Luma::new(W, H, pixels).unwrap()).unwrap()
    };
    let grain = picture(|x, y| 128.0 + 60.0 * (x * 0.2).sin() * (y * 0.17).cos());
    let seen = page(25.0, 36.0, &grain);
    for (corner, wanted) in seen.corners.iter().zip([(25.0, 36.0), (775.0, 36.0), (775.0, 564.0), (25.0, 564.0)]) {
        assert!(
            (corner.0 * W as f32 - wanted.0).abs() < 2.0 && (corner.1 * H as f32 - wanted.1).abs() < 2.0,
            "{seen:?}"
        );
    }
    assert!(!seen.is_cut && !seen.hides_portrait);
    assert!(page(25.0, -200.0, &grain).is_cut, "the upper part is not in the picture");
    for hidden in [picture(|_, _| 255.0), picture(|_, _| 0.0), picture(even)] {
        assert!(page(25.0, 36.0, &hidden).hides_portrait);
    }
}

proptest! {
    #[test]
    fn no_picture_and_no_place_makes_it_panic(
        width in 1_usize..90, height in 1_usize..90, seed: u8,
        places in proptest::collection::vec((any::<f32>(), any::<f32>()), 4),
    ) {
        let pixels: Vec<u8> = (0..width * height).map(|n| (n as u8).wrapping_mul(seed)).collect();
        let luma = Luma::new(width, height, &pixels).unwrap();
        let _ = outline(luma);
        let reading = reading(vec![[places[0], places[1]], [places[2], places[3]]]);
        if let Some(page) = Outline::of_zone(&reading, luma) {
            let _ = (page.proportion(luma), page.lean(luma), page.contains((0.5, 0.5)));
        }
    }
}
