package org.ropewalk.examples.mail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A group, and its articles by their numbers. Any thread; nothing blocks. */
public final class Newsgroup {
    private final String name;
    private final String description;
    private final Instant created;
    private final Path directory;
    private final TreeMap<Long, StoredArticle> articles = new TreeMap<>();

    Newsgroup(String name, String description, Instant created, Path directory) {
        this.name = name;
        this.description = description;
        this.created = created;
        this.directory = directory;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it is for. */
    public String description() {
        return description;
    }

    /** When it came to this server. */
    public Instant created() {
        return created;
    }

    /** Where the article of that number is. */
    Path file(long number) {
        return directory.resolve(String.valueOf(number));
    }

    synchronized void add(long number, StoredArticle article) {
        articles.put(number, article);
    }

    /** How many articles it has. */
    public synchronized int count() {
        return articles.size();
    }

    /** The number of the first article; one above {@link #high} if there is none. */
    public synchronized long low() {
        return articles.isEmpty() ? 1 : articles.firstKey();
    }

    /** The number of the last article; 0 if there is none. */
    public synchronized long high() {
        return articles.isEmpty() ? 0 : articles.lastKey();
    }

    /** The article of that number. */
    public synchronized Optional<StoredArticle> article(long number) {
        return Optional.ofNullable(articles.get(number));
    }

    /** The number of the next article after {@code number}. */
    public synchronized Optional<Long> after(long number) {
        return Optional.ofNullable(articles.higherKey(number));
    }

    /** The number of the article before that number. */
    public synchronized Optional<Long> before(long number) {
        return Optional.ofNullable(articles.lowerKey(number));
    }

    /** The articles from {@code low} to {@code high}; none if {@code low} is below 0. */
    public synchronized Map<Long, StoredArticle> between(long low, long high) {
        return low < 0 || low > high
                ? Map.of()
                : new TreeMap<>(articles.subMap(low, true, high, true));
    }
}
