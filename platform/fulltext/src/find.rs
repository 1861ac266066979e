//! Asking an index.

use crate::{
    Facet, Found, Index, Order, Part, Result, Search, Wanted, Within,
    count::{Counter, Counts},
    model::place,
    schema::{CLOSED, PLACE},
    words::Word,
};
use std::{collections::BTreeSet, ops::Bound};
use tantivy::{
    Order as Direction, Searcher, Term,
    collector::TopDocs,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query,
        RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

/// How much more a word counts in the subject than in a file.
const SUBJECT: f32 = 1.5;
/// How much more among the parties.
const PARTIES: f32 = 0.8;
/// How much it counts that words stand together.
const TOGETHER: f32 = 1.0;
/// How far apart they still do; words.
const NEAR: u32 = 4;
/// A word in Latin letters, or the beginning of one, stands for so many words at most.
const MEANT: usize = 50;

type Clause = (Occur, Box<dyn Query>);

impl Index {
    /// What was asked for. Where nothing has all its words, what has most of them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, search: &Search) -> Result<Found> {
        let searcher = self.reader.searcher();
        let mut meant = BTreeSet::new();
        let wanted: Vec<Box<dyn Query>> = {
            let parts = search.query.parts.iter().filter(|part| !part.excluded);
            parts.map(|part| self.part(&searcher, part, &mut meant)).collect::<Result<_>>()?
        };
        let words = wanted.len();
        // Of nothing there is no part.
        if words == 0 && search.some {
            return Ok(Found::default());
        }
        let least = if search.some { words.div_ceil(4) } else { words };
        self.columns.tidy(&searcher);
        let mut found = self.run(&searcher, search, (&wanted, least))?;
        if found.total == 0 && words > 1 && !search.some {
            let most = words - words.div_ceil(3);
            found = self.run(&searcher, search, (&wanted, most))?;
            found.relaxed = found.total > 0;
        }
        found.wanted = Wanted::new(&search.query, meant);
        Ok(found)
    }

    /// What has so many of the wanted parts.
    fn run(&self, searcher: &Searcher, search: &Search, wanted: (&[Box<dyn Query>], usize)) -> Result<Found> {
        // What makes a result better does not make it one.
        let counted = BooleanQuery::new(self.all(search, wanted)?);
        let counts = searcher.search(&counted, &Counter(self.columns.clone()))?;
        let query = self.ranked(search, counted);
        let top = TopDocs::with_limit(search.take.max(1)).and_offset(search.skip);
        let mut places = Vec::new();
        match search.order {
            Order::Best => {
                for (_, address) in searcher.search(&query, &top.order_by_score())? {
                    let columns = self.columns.of(searcher.segment_reader(address.segment_ord))?;
                    places.extend(columns.place.first(address.doc_id).map(place));
                }
            }
            Order::Newest | Order::Oldest => {
                let way = if search.order == Order::Newest { Direction::Desc } else { Direction::Asc };
                let keys = searcher.search(&query, &top.order_by_fast_field::<u64>(PLACE, way))?;
                places.extend(keys.into_iter().filter_map(|(key, _)| key).map(place));
            }
        }
        Ok(self.found(places, counts))
    }

    /// All of a search: at least `least` of the wanted parts, none of the excluded, and what narrows it.
    fn all(&self, search: &Search, (wanted, least): (&[Box<dyn Query>], usize)) -> Result<Vec<Clause>> {
        let f = &self.fields;
        let mut clauses: Vec<Clause> = Vec::new();
        if wanted.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        } else if least == wanted.len() {
            clauses.extend(wanted.iter().map(|part| (Occur::Must, part.box_clone())));
        } else {
            let some = wanted.iter().map(|part| part.box_clone()).collect();
            let some = BooleanQuery::union_with_minimum_required_clauses(some, least.max(1));
            clauses.push((Occur::Must, Box::new(some)));
        }
        for part in search.query.parts.iter().filter(|part| part.excluded) {
            let mut meant = BTreeSet::new();
            clauses.push((Occur::MustNot, self.part(&self.reader.searcher(), part, &mut meant)?));
        }
        if let Some(readers) = &search.readers {
            // What is closed, and not to them: that is little. To ask for what is open would be to walk nearly all of it.
            let of = |reader: &str| filter(Term::from_field_text(f.reader, reader));
            let theirs = readers.iter().map(|reader| (Occur::MustNot, of(reader)));
            let closed = std::iter::once((Occur::Must, of(CLOSED))).chain(theirs).collect();
            clauses.push((Occur::MustNot, Box::new(BooleanQuery::new(closed))));
        }
        if let Some(year) = search.year {
            clauses.push((Occur::Must, zero(filter(Term::from_field_u64(f.year, year.unsigned_abs())))));
        }
        for (facet, label) in &search.labels {
            clauses.push((Occur::Must, zero(filter(Term::from_field_text(f.facet(*facet), label)))));
        }
        if search.from.is_some() || search.to.is_some() {
            let bound =
                |day: Option<i64>| day.map_or(Bound::Unbounded, |d| Bound::Included(Term::from_field_i64(f.day, d)));
            clauses.push((Occur::Must, zero(Box::new(RangeQuery::new(bound(search.from), bound(search.to))))));
        }
        Ok(clauses)
    }

    /// The same with what makes a result better, where the best are wanted.
    fn ranked(&self, search: &Search, counted: BooleanQuery) -> BooleanQuery {
        if search.order != Order::Best {
            return counted;
        }
        let mut clauses: Vec<Clause> = vec![(Occur::Must, Box::new(counted))];
        clauses.extend(self.better(search).into_iter().map(|query| (Occur::Should, query)));
        BooleanQuery::new(clauses)
    }

    /// What makes a result better: words in the subject or among the parties, words that stand together.
    fn better(&self, search: &Search) -> Vec<Box<dyn Query>> {
        let f = &self.fields;
        let parts: Vec<_> =
            search.query.parts.iter().filter(|part| !part.excluded && part.within == Within::All).collect();
        let words: Vec<&Word> = parts.iter().flat_map(|part| &part.words).collect();
        let mut better: Vec<Box<dyn Query>> = Vec::new();
        for (field, weight) in [(f.subject, SUBJECT), (f.parties, PARTIES)] {
            better.extend(words.iter().map(|word| boosted(term(field, &word.text), weight)));
        }
        for two in parts.windows(2) {
            if let [first, second] = two
                && let (Some(a), Some(b)) = (first.words.last(), second.words.first())
                && !first.begins
                && !second.begins
                && a.text != b.text
            {
                let pair = [a, b];
                let terms = pair.iter().enumerate().map(|(at, w)| (at, Term::from_field_text(f.all, &w.text)));
                let near = PhraseQuery::new_with_offset_and_slop(terms.collect(), NEAR);
                better.push(boosted(Box::new(near), TOGETHER));
            }
        }
        better
    }

    /// One part: a word in any of its meanings, or a phrase.
    fn part(&self, searcher: &Searcher, part: &Part, meant: &mut BTreeSet<String>) -> Result<Box<dyn Query>> {
        let f = &self.fields;
        let field = match part.within {
            Within::All => f.all,
            Within::Subject => f.subject,
            Within::Parties => f.parties,
            Within::Names => f.names,
            Within::Comments => f.comments,
        };
        if let [word] = part.words.as_slice() {
            let mut terms = self.meanings(searcher, field, word, part.begins)?;
            // A beginning may reach into the ending, which the index does not keep.
            if part.begins {
                terms.insert(word.text.clone());
            }
            meant.extend(terms.iter().cloned());
            terms.insert(word.text.clone());
            let mut queries: Vec<_> = terms.iter().map(|text| term(field, text)).collect();
            return Ok(match queries.len() {
                1 => queries.remove(0),
                _ => Box::new(DisjunctionMaxQuery::new(queries)),
            });
        }
        let first = part.words.first().map_or(0, |word| word.place);
        let terms = part.words.iter().map(|w| (w.place - first, Term::from_field_text(field, &w.text)));
        Ok(Box::new(PhraseQuery::new_with_offset(terms.collect())))
    }

    /// The words of the index that a word in Latin letters, or the beginning of a word, stands for.
    fn meanings(&self, searcher: &Searcher, field: Field, word: &Word, begins: bool) -> Result<BTreeSet<String>> {
        let pattern = if begins {
            // Letters and digits only: nothing of it is a sign of a pattern.
            Some(format!("{}.*", word.folded))
        } else {
            greek::greeklish(&word.folded)
        };
        let Some(automaton) = pattern.and_then(|pattern| tantivy_fst::Regex::new(&pattern).ok()) else {
            return Ok(BTreeSet::new());
        };
        let mut found = BTreeSet::new();
        for segment in searcher.segment_readers() {
            let words = segment.inverted_index(field)?;
            let mut stream = words.terms().search(&automaton).into_stream()?;
            let mut taken = 0;
            while taken < MEANT && stream.advance() {
                found.insert(String::from_utf8_lossy(stream.key()).into_owned());
                taken += 1;
            }
        }
        Ok(found.into_iter().take(MEANT).collect())
    }

    fn found(&self, places: Vec<(i64, i64)>, counts: Counts) -> Found {
        let named = |(facet, counts): (Facet, Vec<u64>)| (facet, self.columns.named(facet, &counts));
        let labels = counts.labels.into_iter().map(named).collect();
        let years = counts.years.into_iter().rev().collect();
        Found { places, total: counts.total, years, labels, ..Found::default() }
    }

    /// How many documents have a word.
    pub(crate) fn frequency(&self, word: &str) -> Result<u64> {
        Ok(self.reader.searcher().doc_freq(&Term::from_field_text(self.fields.all, word))?)
    }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn filter(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn boosted(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

/// What narrows a search makes no result better.
fn zero(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
