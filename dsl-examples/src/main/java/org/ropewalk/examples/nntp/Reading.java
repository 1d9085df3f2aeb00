package org.ropewalk.examples.nntp;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.mail.NewsArticle;
import org.ropewalk.examples.mail.Newsgroup;
import org.ropewalk.examples.mail.StoredArticle;

/** A user reads and posts. */
final class Reading implements Nntp.Reader {
    private final News news;
    private final boolean posts;
    private Optional<Newsgroup> group = Optional.empty();

    /** The number of the current article in the group; 0 if there is none. */
    private long current;

    /** A session of a user who may post, or not. */
    Reading(News news, boolean posts) {
        this.news = news;
        this.posts = posts;
    }

    @Override
    public Nntp.Greeting modeReader() {
        return posts ? Nntp.Greeting.POSTING : Nntp.Greeting.READING;
    }

    @Override
    public LocalDateTime date() {
        return news.now();
    }

    @Override
    public void quit() {}

    // ---- groups

    @Override
    public Group group(String name) throws Nntp.Refused {
        Newsgroup selected = select(news.group(name));
        return new Group(selected.count(), selected.low(), selected.high(), name);
    }

    private Newsgroup select(Newsgroup selected) {
        group = Optional.of(selected);
        current = selected.count() == 0 ? 0 : selected.low();
        return selected;
    }

    private Newsgroup selected() throws Nntp.Refused {
        return group.orElseThrow(() -> new Nntp.Refused(412, "no newsgroup is selected"));
    }

    @Override
    public Listing listGroup(Optional<String> name, Optional<Numbers> range) throws Nntp.Refused {
        Newsgroup selected = select(name.isPresent() ? news.group(name.get()) : selected());
        return new Listing(
                selected.count(),
                selected.low(),
                selected.high(),
                selected.name(),
                List.copyOf(
                        range.map(numbers -> between(selected, numbers))
                                .orElseGet(() -> selected.between(1, selected.high()))
                                .keySet()));
    }

    private static Map<Long, StoredArticle> between(Newsgroup group, Numbers numbers) {
        return group.between(numbers.low(), numbers.high().orElse(Long.MAX_VALUE));
    }

    @Override
    public List<Active> list(List<Pattern> wildmat) {
        return news.groups(wildmat).stream().map(Reading::active).toList();
    }

    private static Active active(Newsgroup group) {
        return new Active(group.name(), group.high(), group.low(), 'y');
    }

    @Override
    public List<Description> descriptions(List<Pattern> wildmat) {
        return news.groups(wildmat).stream()
                .map(each -> new Description(each.name(), each.description()))
                .toList();
    }

    @Override
    public List<Times> times(List<Pattern> wildmat) {
        return news.groups(wildmat).stream()
                .map(each -> new Times(each.name(), each.created().getEpochSecond(), "news"))
                .toList();
    }

    @Override
    public List<String> overviewFormat() {
        return Fields.OVERVIEW;
    }

    @Override
    public List<String> headers() {
        return Fields.ALL;
    }

    @Override
    public List<Active> newGroups(LocalDateTime since, boolean gmt) {
        Instant from = since.toInstant(ZoneOffset.UTC);
        return news.groups(List.of()).stream()
                .filter(each -> !each.created().isBefore(from))
                .map(Reading::active)
                .toList();
    }

    @Override
    public List<Id> newNews(List<Pattern> wildmat, LocalDateTime since, boolean gmt) {
        return news.since(wildmat, since.toInstant(ZoneOffset.UTC)).stream()
                .map(article -> new Id(article.id()))
                .toList();
    }

    // ---- one article

    /** An article, and its number in the selected group; 0 if it was asked for by its id. */
    private record Found(long number, StoredArticle article) {
        NewsArticle read() throws Nntp.Refused {
            return article.read()
                    .orElseThrow(
                            () -> new Nntp.Refused(number == 0 ? 430 : 423, "the article is gone"));
        }
    }

    /** An article that becomes the current one, unless it is asked for by its id. */
    private Found find(Optional<Which> which) throws Nntp.Refused {
        if (which.isPresent() && which.get() instanceof Id id) {
            return new Found(0, news.article(id));
        }
        Newsgroup selected = selected();
        long number = current;
        if (which.isPresent() && which.get() instanceof Number wanted) {
            number = wanted.number();
        } else {
            checkCurrent();
        }
        Optional<StoredArticle> article = selected.article(number);
        if (article.isEmpty()) {
            throw new Nntp.Refused(423, "no article of that number");
        }
        current = number;
        return new Found(number, article.get());
    }

    private void checkCurrent() throws Nntp.Refused {
        if (current == 0) {
            throw new Nntp.Refused(420, "no article is selected");
        }
    }

    @Override
    public Article article(Optional<Which> which) throws Nntp.Refused {
        Found found = find(which);
        NewsArticle article = found.read();
        return new Article(
                found.number(),
                found.article().id(),
                new Message(article.headers(), article.body()));
    }

    @Override
    public Head head(Optional<Which> which) throws Nntp.Refused {
        Found found = find(which);
        return new Head(found.number(), found.article().id(), new Headers(found.read().headers()));
    }

    @Override
    public Body body(Optional<Which> which) throws Nntp.Refused {
        Found found = find(which);
        return new Body(found.number(), found.article().id(), found.read().body());
    }

    @Override
    public Place stat(Optional<Which> which) throws Nntp.Refused {
        return place(find(which));
    }

    private static Place place(Found found) {
        return new Place(found.number(), found.article().id());
    }

    @Override
    public Place next() throws Nntp.Refused {
        Newsgroup selected = selected();
        checkCurrent();
        return beside(selected.after(current), 421, "no next article");
    }

    @Override
    public Place last() throws Nntp.Refused {
        Newsgroup selected = selected();
        checkCurrent();
        return beside(selected.before(current), 422, "no article before");
    }

    private Place beside(Optional<Long> number, int code, String none) throws Nntp.Refused {
        if (number.isEmpty()) {
            throw new Nntp.Refused(code, none);
        }
        return place(find(number.map(Number::new)));
    }

    // ---- several articles

    @Override
    public List<Overview> over(Optional<Several> what) throws Nntp.Refused {
        List<Overview> overviews = new ArrayList<>();
        for (Found found : findAll(what)) {
            found.article()
                    .read()
                    .map(article -> Fields.overview(found.number(), article))
                    .ifPresent(overviews::add);
        }
        return overviews;
    }

    @Override
    public List<Value> hdr(String field, Optional<Several> what) throws Nntp.Refused {
        List<Value> values = new ArrayList<>();
        for (Found found : findAll(what)) {
            found.article()
                    .read()
                    .map(article -> Fields.value(article, field))
                    .ifPresent(value -> values.add(new Value(found.number(), value)));
        }
        return values;
    }

    @Override
    public List<Value> xhdr(String field, Optional<Several> what) throws Nntp.Refused {
        return hdr(Fields.known(field), what);
    }

    private List<Found> findAll(Optional<Several> what) throws Nntp.Refused {
        if (what.isEmpty()) {
            return List.of(find(Optional.empty()));
        }
        if (what.get() instanceof Id id) {
            return List.of(new Found(0, news.article(id)));
        }
        Map<Long, StoredArticle> articles = between(selected(), (Numbers) what.get());
        if (articles.isEmpty()) {
            throw new Nntp.Refused(423, "no article of these numbers");
        }
        return articles.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .toList();
    }

    // ---- new articles

    @Override
    public Nntp.Posting post() throws Nntp.Refused {
        if (!posts) {
            throw new Nntp.Refused(440, "this user does not post");
        }
        return new Submission(news, this);
    }

    @Override
    public Nntp.Transfer ihave(String id) throws Nntp.Refused {
        if (!posts || news.has(id)) {
            throw new Nntp.Refused(435, "not wanted");
        }
        return new Offer(news, this, id);
    }
}
