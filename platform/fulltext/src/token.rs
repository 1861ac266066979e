//! Our words as the library asks for them.

use crate::words::words;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Cuts texts into words: [`words`].
#[derive(Clone, Default)]
pub(crate) struct Greek {
    tokens: Vec<Token>,
}

pub(crate) struct Stream<'a> {
    tokens: &'a mut [Token],
    /// One more than the place of the token.
    next: usize,
}

impl Tokenizer for Greek {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.tokens.clear();
        self.tokens.extend(words(text).into_iter().map(|word| Token {
            offset_from: word.from,
            offset_to: word.to,
            position: word.place,
            text: word.text,
            position_length: 1,
        }));
        Stream { tokens: &mut self.tokens, next: 0 }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}
