//! The picture of a scanned page: a JPEG file as it is, or the grey samples of other kinds (ISO 32000-1, 7.4.6 and 8.9.5), made
//! smaller while they are read. Absent: JPEG 2000, JBIG2, and JPEG files that are compressed once more, which are rare.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// How a JPEG file begins.
const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];
/// The longer side of grey samples is made smaller down to this.
const SIDE: usize = 1_700;
/// More samples than this are not looked at: 600 dots to an inch, A4, in colour.
const SAMPLES: usize = 110_000_000;

/// A picture on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A JPEG file.
    Jpeg(Vec<u8>),
    /// Grey pixels, row by row, 0 black to 255 white.
    Grey {
        /// Pixels in a row.
        width: usize,
        /// The pixels.
        pixels: Vec<u8>,
        /// Width and height of the picture before it was made smaller.
        whole: (u32, u32),
    },
}

impl Scan {
    /// The picture in a stream, if it is of a kind that can be read.
    pub(crate) fn of(stream: &Stream<'_>) -> Option<Self> {
        let dict = stream.dict();
        let (width, height) = (dict.get::<u32>("Width")?, dict.get::<u32>("Height")?);
        let filter = dict.get::<Name<'_>>("Filter").or_else(|| {
            let filters: Vec<Name<'_>> = dict.get::<Array<'_>>("Filter")?.iter().collect();
            if filters.len() == 1 { filters.into_iter().next() } else { None }
        });
        match filter.as_ref().map(|name| name.as_str()) {
            Some("DCTDecode" | "DCT") => {
                let data = stream.raw_data();
                data.starts_with(JPEG).then(|| Self::Jpeg(data.into_owned()))
            }
            Some("CCITTFaxDecode" | "CCF") => fax(stream, width, height),
            _ => samples(stream, width, height),
        }
    }
}

/// Black and white as a fax machine sends it (ITU-T T.4 and T.6).
fn fax(stream: &Stream<'_>, width: u32, height: u32) -> Option<Scan> {
    let dict = stream.dict();
    let how = dict
        .get::<Dict<'_>>("DecodeParms")
        .or_else(|| dict.get::<Array<'_>>("DecodeParms").and_then(|array| array.iter::<Dict<'_>>().next()))?;
    let columns = how.get::<u32>("Columns").unwrap_or(1728);
    // A white row is a single bit, and without a height there is no last row.
    let pixels = usize::try_from(columns).ok()?.checked_mul(usize::try_from(height).ok()?)?;
    if pixels == 0 || pixels > SAMPLES {
        return None;
    }
    let is = |name: &str, otherwise: bool| how.get::<bool>(name).unwrap_or(otherwise);
    let settings = DecodeSettings {
        columns,
        rows: height,
        end_of_block: is("EndOfBlock", true),
        end_of_line: is("EndOfLine", false),
        rows_are_byte_aligned: is("EncodedByteAlign", false),
        encoding: match how.get::<i32>("K").unwrap_or(0) {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            1.. => EncodingMode::Group3_2D,
        },
        strict: false,
    };
    let mut rows =
        Fax { small: Small::new(columns, height)?, row: Vec::new(), columns: usize::try_from(columns).ok()? };
    // A few rows that are missing do no harm.
    let _ = hayro_ccitt::decode(&stream.raw_data(), &mut rows, &mut DecoderContext::new(settings));
    rows.small.done((width, height), is("BlackIs1", false) != is_inverted(dict))
}

struct Fax {
    small: Small,
    row: Vec<u8>,
    columns: usize,
}

impl Decoder for Fax {
    fn push_row(&mut self, changes: &[u32]) {
        self.row.clear();
        let mut colour = u8::MAX;
        for change in changes {
            self.row.resize(usize::try_from(*change).unwrap_or(0).min(self.columns), colour);
            colour = !colour;
        }
        self.row.resize(self.columns, colour);
        self.small.push(self.row.iter().copied());
    }
}

/// How samples become grey.
enum Colours {
    Grey,
    Rgb,
    Cmyk,
    /// The grey of each number.
    Table(Vec<u8>),
}

impl Colours {
    const fn count(&self) -> usize {
        match self {
            Self::Grey | Self::Table(_) => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "DeviceGray" | "CalGray" => Some(Self::Grey),
            "DeviceRGB" | "CalRGB" => Some(Self::Rgb),
            "DeviceCMYK" => Some(Self::Cmyk),
            _ => None,
        }
    }

    /// The colour space of a picture (8.6): a table of colours, or one of those a table can be of.
    fn of(object: &Object<'_>) -> Option<Self> {
        let Object::Array(array) = object else { return Self::base(object) };
        let mut parts = array.iter::<Object<'_>>();
        if parts.next().and_then(Object::into_name)?.as_str() != "Indexed" {
            return Self::base(object);
        }
        let base = Self::base(&parts.next()?)?;
        let _most = parts.next()?;
        let table = match parts.next()? {
            Object::String(text) => text.as_bytes().to_vec(),
            Object::Stream(stream) => stream.decoded_data().ok()?.into_owned(),
            _ => return None,
        };
        Some(Self::Table(table.chunks_exact(base.count()).map(|colour| base.grey(colour)).collect()))
    }

    /// A colour space without a table.
    fn base(object: &Object<'_>) -> Option<Self> {
        match object {
            Object::Name(name) => Self::named(name.as_str()),
            Object::Array(array) => {
                let mut parts = array.iter::<Object<'_>>();
                let name = parts.next().and_then(Object::into_name)?;
                match name.as_str() {
                    "ICCBased" => match parts.next()?.into_stream()?.dict().get::<u8>("N")? {
                        1 => Some(Self::Grey),
                        3 => Some(Self::Rgb),
                        4 => Some(Self::Cmyk),
                        _ => None,
                    },
                    other => Self::named(other),
                }
            }
            _ => None,
        }
    }

    /// How bright one pixel's samples are (ITU-R BT.601).
    fn grey(&self, samples: &[u8]) -> u8 {
        let light = |red: u8, green: u8, blue: u8| {
            let sum = u32::from(red).saturating_mul(299).saturating_add(u32::from(green).saturating_mul(587));
            u8::try_from(sum.saturating_add(u32::from(blue).saturating_mul(114)) / 1000).unwrap_or(u8::MAX)
        };
        match (self, samples) {
            (Self::Grey, [grey]) => *grey,
            (Self::Rgb, [red, green, blue]) => light(*red, *green, *blue),
            (Self::Cmyk, [cyan, magenta, yellow, black]) => light(!*cyan, !*magenta, !*yellow).saturating_sub(*black),
            (Self::Table(greys), [number]) => greys.get(usize::from(*number)).copied().unwrap_or(u8::MAX),
            _ => u8::MAX,
        }
    }
}

/// Samples without a picture format of their own: 1 bit or 8 bits each.
fn samples(stream: &Stream<'_>, width: u32, height: u32) -> Option<Scan> {
    let dict = stream.dict();
    let is_mask = dict.get::<bool>("ImageMask").unwrap_or(false);
    let colours = if is_mask { Colours::Grey } else { Colours::of(&dict.get::<Object<'_>>("ColorSpace")?)? };
    let bits = if is_mask { 1 } else { dict.get::<u8>("BitsPerComponent")? };
    let row = usize::try_from(width).ok()?.checked_mul(colours.count())?;
    let bytes = match bits {
        8 => row,
        1 if colours.count() == 1 => row.div_ceil(8),
        _ => return None,
    };
    if bytes == 0 || bytes.checked_mul(usize::try_from(height).ok()?)? > SAMPLES {
        return None;
    }
    let data = stream.decoded_data().ok()?;
    let mut small = Small::new(width, height)?;
    for line in data.chunks_exact(bytes).take(usize::try_from(height).ok()?) {
        if bits == 8 {
            small.push(line.chunks_exact(colours.count()).map(|samples| colours.grey(samples)));
        } else {
            let bits =
                line.iter().flat_map(|byte| (0..8_u32).map(move |bit| byte.rotate_left(bit.saturating_add(1)) & 1));
            // Without a table 1 is white.
            let is_table = matches!(colours, Colours::Table(_));
            small.push(bits.take(row).map(|bit| if is_table { colours.grey(&[bit]) } else { bit.saturating_mul(255) }));
        }
    }
    small.done((width, height), is_inverted(dict))
}

/// Whether a `Decode` array turns black and white round (8.9.5.2).
fn is_inverted(dict: &Dict<'_>) -> bool {
    dict.get::<Array<'_>>("Decode").and_then(|decode| decode.iter::<f64>().next()).is_some_and(|first| first > 0.5)
}

/// A picture that is made smaller row by row: each pixel the mean of a square.
struct Small {
    side: usize,
    width: usize,
    sums: Vec<u32>,
    rows: usize,
    /// How many rows there were in all.
    all: u32,
    pixels: Vec<u8>,
}

impl Small {
    fn new(width: u32, height: u32) -> Option<Self> {
        let side = usize::try_from(width.max(height)).ok()?.div_ceil(SIDE).max(1);
        let width = usize::try_from(width).ok()?.checked_div(side).filter(|width| *width > 0)?;
        Some(Self { side, width, sums: vec![0; width], rows: 0, all: 0, pixels: Vec::new() })
    }

    fn push(&mut self, mut row: impl Iterator<Item = u8>) {
        for sum in &mut self.sums {
            *sum = row.by_ref().take(self.side).fold(*sum, |sum, pixel| sum.saturating_add(u32::from(pixel)));
        }
        self.rows = self.rows.saturating_add(1);
        self.all = self.all.saturating_add(1);
        if self.rows == self.side {
            let count = u32::try_from(self.side.saturating_mul(self.side)).unwrap_or(1);
            let mean = |sum: &u32| u8::try_from(sum.checked_div(count).unwrap_or(0)).unwrap_or(u8::MAX);
            self.pixels.extend(self.sums.iter().map(mean));
            self.sums.fill(0);
            self.rows = 0;
        }
    }

    fn done(mut self, whole: (u32, u32), inverted: bool) -> Option<Scan> {
        if inverted {
            self.pixels.iter_mut().for_each(|pixel| *pixel = !*pixel);
        }
        // What broke off early is not the page.
        let is_there = self.all >= whole.1.saturating_sub(whole.1 / 10) && !self.pixels.is_empty();
        is_there.then_some(Scan::Grey { width: self.width, pixels: self.pixels, whole })
    }
}
