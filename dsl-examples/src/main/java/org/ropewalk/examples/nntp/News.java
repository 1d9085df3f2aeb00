package org.ropewalk.examples.nntp;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.mail.NewsArticle;
import org.ropewalk.examples.mail.Newsgroup;
import org.ropewalk.examples.mail.Spool;
import org.ropewalk.examples.mail.StoredArticle;
import org.ropewalk.examples.value.MaildirName;
import org.ropewalk.examples.value.Times;

/** The newsgroups of a spool. All connections share one. */
final class News {
    /** RFC 5536 3.1.3, without the angle brackets. */
    private static final int MAX_ID = 248;

    private final Spool spool;
    private final Clock clock;

    News(Spool spool, Clock clock) {
        this.spool = spool;
        this.clock = clock;
    }

    LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    // ---- groups

    Newsgroup group(String name) throws Nntp.Refused {
        return spool.group(name).orElseThrow(() -> new Nntp.Refused(411, "no such newsgroup"));
    }

    /** The groups whose names fit; the last pattern that fits a name counts (RFC 3977 4.1). */
    List<Newsgroup> groups(List<ReaderCommands.Pattern> wildmat) {
        return spool.groups().stream().filter(group -> fits(group.name(), wildmat)).toList();
    }

    private static boolean fits(String name, List<ReaderCommands.Pattern> wildmat) {
        boolean fits = wildmat.isEmpty();
        for (ReaderCommands.Pattern pattern : wildmat) {
            if (pattern.mask().matches(name)) {
                fits = pattern.isWanted();
            }
        }
        return fits;
    }

    // ---- articles

    /** The article of that id. */
    StoredArticle article(ReaderCommands.Id id) throws Nntp.Refused {
        return spool.article(id.id()).orElseThrow(() -> new Nntp.Refused(430, "no such article"));
    }

    boolean has(String id) {
        return spool.article(id).isPresent();
    }

    /** The articles that came to groups, each once. */
    List<StoredArticle> since(List<ReaderCommands.Pattern> wildmat, Instant since) {
        return groups(wildmat).stream()
                .flatMap(group -> group.between(1, group.high()).values().stream())
                .filter(article -> !article.arrived().isBefore(since))
                .distinct()
                .toList();
    }

    /**
     * Stores an article. May block.
     *
     * @param never the code for an article that will not be taken
     * @param later the code for one that may be taken later
     */
    void add(Nntp.Posted posted, int never, int later) throws Nntp.Refused {
        String id = posted.id().orElseGet(() -> MaildirName.next(0).uid() + "@" + Spool.HOST);
        if (!isId(id)) {
            throw new Nntp.Refused(never, "no message-id");
        }
        if (posted.from().isEmpty() || posted.subject().isEmpty()) {
            throw new Nntp.Refused(never, "an empty field");
        }
        Optional<Spool.Refusal> refusal;
        try {
            refusal =
                    spool.add(
                            new NewsArticle(headers(posted, id), posted.body()),
                            posted.newsgroups());
        } catch (UncheckedIOException e) {
            throw new Nntp.Refused(later, "it cannot be stored now");
        }
        if (refusal.isPresent()) {
            throw switch (refusal.get()) {
                case KNOWN -> new Nntp.Refused(never, "it is here already");
                case NO_GROUP -> new Nntp.Refused(never, "no such newsgroup");
                case NO_ROOM -> new Nntp.Refused(later, "no room for more articles");
            };
        }
    }

    private static boolean isId(String id) {
        return id.length() <= MAX_ID
                && id.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '<' && c != '>');
    }

    /** The fields, with those that the first server adds (RFC 5537 3.5). */
    private Map<String, List<String>> headers(Nntp.Posted posted, String id) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Path", List.of(Spool.HOST + "!" + posted.path().orElse("not-for-mail")));
        headers.put("From", List.of(posted.from()));
        headers.put("Newsgroups", List.of(String.join(",", posted.newsgroups())));
        headers.put("Subject", List.of(posted.subject()));
        headers.put("Date", List.of(posted.date().orElseGet(() -> Times.rfc1123(clock))));
        headers.put("Message-ID", List.of("<" + id + ">"));
        posted.references().ifPresent(ids -> headers.put("References", List.of(ids)));
        headers.putAll(posted.others());
        return headers;
    }
}
