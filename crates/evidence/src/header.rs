//! How large a picture is, by its first bytes: before a browser is asked to decode it.

use crate::FileType;

/// Pixels that are decoded at most; more is a mistake or an attack. The largest phone pictures have 200 million.
const MOST_PIXELS: u64 = 210_000_000;

/// Width and height as the file's head says, before any turning by EXIF; `None` when it does not say. `head`: as much of
/// the file as is at hand; a JPEG says so after its metadata.
#[must_use]
pub fn size(head: &[u8]) -> Option<(u32, u32)> {
    match FileType::of(head)? {
        FileType::Png => Some((be32(head, 16)?, be32(head, 20)?)),
        FileType::Jpeg => jpeg(head),
        FileType::Webp => webp(head),
        FileType::Pdf => None,
    }
}

/// Whether a picture of this size may be decoded.
#[must_use]
pub fn is_decodable((width, height): (u32, u32)) -> bool {
    width > 0 && height > 0 && u64::from(width).saturating_mul(u64::from(height)) <= MOST_PIXELS
}

fn be32(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

fn be16(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from(u16::from_be_bytes(*bytes)))
}

fn le16(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from(u16::from_le_bytes(*bytes)))
}

/// Goes from marker to marker until the frame's header (ISO/IEC 10918-1, B.2.2).
fn jpeg(data: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2_usize;
    loop {
        let [0xFF, marker] = *data.get(at..)?.first_chunk::<2>()? else { return None };
        match marker {
            // Fill bytes, and markers without a length.
            0xFF => at = at.checked_add(1)?,
            0x01 | 0xD0..=0xD8 => at = at.checked_add(2)?,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some((be16(data, at.checked_add(7)?)?, be16(data, at.checked_add(5)?)?));
            }
            0xD9 | 0xDA => return None,
            _ => {
                let length = usize::try_from(be16(data, at.checked_add(2)?)?).ok()?;
                at = at.checked_add(2)?.checked_add(length.max(2))?;
            }
        }
    }
}

/// The three kinds of WebP (RFC 9649, section 2).
fn webp(data: &[u8]) -> Option<(u32, u32)> {
    match data.get(12..16)? {
        b"VP8X" => {
            let three = |at: usize| -> Option<u32> {
                let [a, b, c] = *data.get(at..)?.first_chunk::<3>()?;
                u32::from_le_bytes([a, b, c, 0]).checked_add(1)
            };
            Some((three(24)?, three(27)?))
        }
        b"VP8 " => Some((le16(data, 26)? & 0x3FFF, le16(data, 28)? & 0x3FFF)),
        b"VP8L" => {
            let bits = data.get(21..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))?;
            Some(((bits & 0x3FFF).checked_add(1)?, ((bits >> 14) & 0x3FFF).checked_add(1)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
        let mut data = std::io::Cursor::new(Vec::new());
        let _ = image::RgbImage::new(width, height).write_to(&mut data, format);
        data.into_inner()
    }

    #[test]
    fn each_kind_says_how_large_it_is() {
        for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg, image::ImageFormat::WebP] {
            assert_eq!(size(&drawn(123, 45, format)), Some((123, 45)), "{format:?}");
        }
        assert_eq!(size(b"%PDF-1.7"), None);
        assert_eq!(size(b""), None);
    }

    #[test]
    fn what_is_far_too_large_is_not_decoded() {
        assert!(is_decodable((8000, 6000)));
        assert!(!is_decodable((20_000, 20_000)));
        assert!(!is_decodable((0, 10)));
        assert!(!is_decodable((u32::MAX, u32::MAX)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(kind in 0_usize..4, rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 4] = [&[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBPVP8X", b"RIFF\x10\0\0\0WEBPVP8L"];
            let mut data = starts.get(kind).map(|start| start.to_vec()).unwrap_or_default();
            data.extend(rest);
            let _ = size(&data);
        }
    }
}
