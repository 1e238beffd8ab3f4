//! Preview cards as PNG. The only file that names `resvg` and `png`.
//!
//! The typeface is the site's, Newsreader, in its two weights (SIL Open Font License, see
//! `static/fonts/LICENSE-Newsreader.txt`). A card has few colours, so it is written with a palette: a third
//! of the size, and of the time.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::page::card::SIZE;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(include_bytes!("fonts/newsreader-400.ttf").to_vec());
    fonts.load_font_data(include_bytes!("fonts/newsreader-600.ttf").to_vec());
    Arc::new(fonts)
});

/// The PNG of a card. `None` for what is no SVG, which no card of ours is.
pub(super) fn png(svg: &str) -> Option<Vec<u8>> {
    let options =
        Options { fontdb: Arc::clone(&FONTS), font_family: "Newsreader".to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let mut pixmap = Pixmap::new(SIZE.0, SIZE.1)?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    let (palette, pixels) = with_palette(pixmap.data());
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The colours of a picture, each rounded to a sixteenth, and the number of its colour for each pixel.
fn with_palette(rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut numbers: BTreeMap<u16, u8> = BTreeMap::new();
    let mut palette = Vec::new();
    let mut pixels = Vec::with_capacity(rgba.len() / 4);
    let mut last: (&[u8], u8) = (&[], 0);
    for pixel in rgba.chunks_exact(4) {
        // Most pixels are like the one before.
        if pixel != last.0 {
            let key = pixel[..3].iter().fold(0, |key, part| key << 4 | u16::from(part >> 4));
            let next = numbers.len().min(255) as u8;
            let number = *numbers.entry(key).or_insert_with(|| {
                palette.extend_from_slice(&pixel[..3]);
                next
            });
            last = (pixel, number);
        }
        pixels.push(last.1);
    }
    palette.truncate(3 * 256);
    (palette, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_a_small_picture_with_words_on_it() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" font-family=\"Newsreader\"><path fill=\"#fff\" d=\"M0 0h{}v{}H0z\"/><text x=\"80\" y=\"300\" font-size=\"90\" font-weight=\"600\">{text}</text></svg>",
                SIZE.0, SIZE.1, SIZE.0, SIZE.1
            )
        };
        let empty = png(&svg("")).expect("an SVG");
        let words = png(&svg("Talks end in Łódź")).expect("an SVG");
        assert!(words.starts_with(b"\x89PNG") && words.len() < 60_000, "{} bytes", words.len());
        assert!(words.len() > empty.len() + 1_000, "letters are drawn");
        assert_eq!(words, png(&svg("Talks end in Łódź")).expect("an SVG"));
    }
}
