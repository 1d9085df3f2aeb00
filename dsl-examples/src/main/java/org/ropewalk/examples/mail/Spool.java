package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.ropewalk.examples.value.Times;
import org.ropewalk.line.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Newsgroups and their articles, in a directory. An article is in all of its groups and on disk, or
 * in none, even if the power fails. Any thread; what reads or writes articles may block.
 */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /** The name of this server in the fields that it writes. */
    public static final String HOST = "ropewalk.example.org";

    /** Each takes a place in memory. */
    private static final int MOST_ARTICLES = 100_000;

    private final SpoolFiles files;
    private final Clock clock;
    private final Map<String, Newsgroup> groups = new ConcurrentSkipListMap<>();
    private final Map<String, StoredArticle> articles = new ConcurrentHashMap<>();

    /** Why an article is refused. */
    public enum Refusal {
        /** It is here already. */
        KNOWN,
        /** None of its groups is here. */
        NO_GROUP,
        /** There are as many articles as there may be. */
        NO_ROOM
    }

    /**
     * The groups in {@code directory}, which is made if it is not there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public Spool(Path directory, Clock clock) {
        this(directory, clock, new Disk());
    }

    /**
     * As the other; without {@code durable} an article that was acknowledged may be lost when the
     * power fails, and posting is faster.
     */
    public Spool(Path directory, Clock clock, boolean durable) {
        this(directory, clock, new Disk(durable));
    }

    Spool(Path directory, Clock clock, Disk disk) {
        this.clock = clock;
        try {
            files = new SpoolFiles(directory, disk);
            for (Path path : files.groups()) {
                Newsgroup group = SpoolFiles.group(path);
                SpoolFiles.articles(path).forEach((number, file) -> found(group, number, file));
                groups.put(group.name(), group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void found(Newsgroup group, long number, Path file) {
        try {
            NewsArticle article = NewsArticle.of(Bytes.of(Files.readAllBytes(file)));
            Instant arrived = Files.getLastModifiedTime(file).toInstant();
            article.id()
                    .map(id -> new StoredArticle(id, file, arrived))
                    .ifPresent(stored -> add(group, number, stored));
        } catch (IllegalArgumentException e) {
            LOG.warn("A file is not an article: {}", file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Newsgroup group, long number, StoredArticle article) {
        StoredArticle before = articles.putIfAbsent(article.id(), article);
        group.add(number, before == null ? article : before);
    }

    /** Two groups with an article, if there is none yet. */
    public Spool withDemonstration() {
        if (groups.isEmpty()) {
            create("local.general", "What does not fit elsewhere");
            create("local.test", "For tests");
            add(
                    new NewsArticle(
                            fields(
                                    "Path",
                                    HOST + "!not-for-mail",
                                    "From",
                                    "ropewalk@example.org",
                                    "Newsgroups",
                                    "local.test",
                                    "Subject",
                                    "Welcome",
                                    "Date",
                                    Times.rfc1123(clock),
                                    "Message-ID",
                                    "<welcome@" + HOST + ">"),
                            Bytes.of(
                                    "This line begins the text.\r\n.This one begins with a dot.\r\n")),
                    List.of("local.test"));
        }
        return this;
    }

    private static Map<String, List<String>> fields(String... namesAndValues) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return fields;
    }

    // ---- groups

    /** All groups, by their names. */
    public Collection<Newsgroup> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** The group of that name. */
    public Optional<Newsgroup> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /**
     * Makes a group.
     *
     * @throws UncheckedIOException if its directory cannot be made
     */
    public void create(String name, String description) {
        try {
            Path directory = files.make(name, description);
            groups.put(name, new Newsgroup(name, description, clock.instant(), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- articles

    /** The article of that id, which has no angle brackets. */
    public Optional<StoredArticle> article(String id) {
        return Optional.ofNullable(articles.get(id));
    }

    /**
     * Stores an article, which has an id, in those of {@code named} that are here; why not, if it
     * is refused.
     *
     * @throws UncheckedIOException if it cannot be stored; nothing of it is left then
     * @throws IllegalArgumentException if a field cannot be written
     */
    public synchronized Optional<Refusal> add(NewsArticle article, Collection<String> named) {
        String id = article.id().orElseThrow();
        if (articles.containsKey(id)) {
            return Optional.of(Refusal.KNOWN);
        }
        if (articles.size() >= MOST_ARTICLES) {
            return Optional.of(Refusal.NO_ROOM);
        }
        Map<Newsgroup, Long> places = new LinkedHashMap<>();
        named.stream()
                .map(groups::get)
                .filter(group -> group != null)
                .forEach(group -> places.put(group, group.high() + 1));
        if (places.isEmpty()) {
            return Optional.of(Refusal.NO_GROUP);
        }
        Map<Newsgroup, Path> names = new LinkedHashMap<>();
        places.forEach((group, number) -> names.put(group, group.file(number)));
        try {
            files.store(article.with("Xref", xref(places)).text(), names.values());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = names.values().iterator().next();
        StoredArticle stored = new StoredArticle(id, file, clock.instant());
        places.forEach((group, number) -> add(group, number, stored));
        return Optional.empty();
    }

    /** Where an article is (RFC 5536 3.2.14). */
    private static String xref(Map<Newsgroup, Long> places) {
        return places.entrySet().stream()
                .map(place -> place.getKey().name() + ":" + place.getValue())
                .collect(Collectors.joining(" ", HOST + " ", ""));
    }
}
