package org.ropewalk.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.line.Bytes;

/** Articles on disk: in all of their groups or in none, whatever fails. */
class SpoolTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-29T16:00:00Z"), ZoneOffset.UTC);
    private static final List<String> GROUPS = List.of("a.b", "a.c");

    @TempDir private Path directory;

    private static NewsArticle article(String id) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("From", List.of("me"));
        headers.put("Subject", List.of("of " + id));
        headers.put("Message-ID", List.of("<" + id + ">"));
        return new NewsArticle(headers, Bytes.of("text of " + id + "\r\n"));
    }

    private static Spool spool(Path directory, Disk disk) {
        return new Spool(directory, CLOCK, disk);
    }

    private Spool spool() {
        Spool spool = spool(directory, new Disk(false));
        GROUPS.forEach(group -> spool.create(group, "About " + group));
        return spool;
    }

    @Test
    void whatIsStoredIsThereAgain() {
        assertThat(spool().add(article("1@x"), List.of("a.b", "no.such", "a.c"))).isEmpty();
        assertThat(spool(directory, new Disk(false)).add(article("2@x"), List.of("a.c"))).isEmpty();

        Spool again = spool(directory, new Disk(false));

        assertThat(again.groups()).extracting(Newsgroup::name).containsExactly("a.b", "a.c");
        assertThat(again.groups()).extracting(Newsgroup::description).contains("About a.b");
        assertThat(again.group("a.c").orElseThrow().high()).isEqualTo(2);
        NewsArticle read = again.article("1@x").orElseThrow().read().orElseThrow();
        assertThat(read.field("xref")).contains("ropewalk.example.org a.b:1 a.c:1");
        assertThat(read.field("Subject")).contains("of 1@x");
        assertThat(read.body()).isEqualTo(Bytes.of("text of 1@x\r\n"));
        assertThat(again.group("a.b").orElseThrow().article(1))
                .isEqualTo(again.group("a.c").orElseThrow().article(1));
    }

    @Test
    void anArticleThatIsHere_orHasNoGroupHere_isRefused() {
        Spool spool = spool();
        spool.add(article("1@x"), GROUPS);

        assertThat(spool.add(article("1@x"), GROUPS)).contains(Spool.Refusal.KNOWN);
        assertThat(spool.add(article("2@x"), List.of("no.such", "..", "")))
                .contains(Spool.Refusal.NO_GROUP);
        assertThat(spool.group("a.b").orElseThrow().count()).isEqualTo(1);
    }

    @Test
    void filesOfOthersAreRead_andWhatIsNoArticleIsLeftAlone() throws IOException {
        Path group = Files.createDirectories(directory.resolve("alt.test"));
        Files.writeString(group.resolve("17"), "Subject: a\n\tb\nMessage-ID: <17@x>\n\ntext\n.\n");
        Files.writeString(group.resolve("18"), "no article");
        Files.writeString(group.resolve("19x"), "Message-ID: <19@x>\n\n");
        Files.createDirectories(directory.resolve(".hidden"));

        Spool spool = spool(directory, new Disk(false));

        assertThat(spool.groups()).extracting(Newsgroup::name).containsExactly("alt.test");
        Newsgroup found = spool.group("alt.test").orElseThrow();
        assertThat(found.low()).isEqualTo(17);
        assertThat(found.high()).isEqualTo(17);
        NewsArticle read = found.article(17).orElseThrow().read().orElseThrow();
        assertThat(read.field("Subject")).contains("a b");
        assertThat(read.body()).isEqualTo(Bytes.of("text\r\n.\r\n"));
    }

    /** The second group's directory is gone: the article is in the first one neither. */
    @Test
    void anArticleIsInAllOfItsGroupsOrInNone() throws IOException {
        Spool spool = spool();
        Files.delete(directory.resolve("a.c/.description"));
        Files.delete(directory.resolve("a.c"));

        assertThatThrownBy(() -> spool.add(article("1@x"), GROUPS))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(directory.resolve("a.b/1")).doesNotExist();
        assertThat(directory.resolve(".tmp")).isEmptyDirectory();
        assertThat(spool.article("1@x")).isEmpty();
        assertThat(spool.add(article("1@x"), List.of("a.b"))).isEmpty();
    }

    /** Cuts the power at each operation of a run; true if the run came to its end before it. */
    private boolean cut(int at) throws IOException {
        Path news = Files.createDirectory(directory.resolve("news" + at));
        VolatileDisk disk = new VolatileDisk();
        Spool spool = spool(news, disk);
        GROUPS.forEach(group -> spool.create(group, ""));
        disk.cutAt(at);
        List<String> acknowledged = new ArrayList<>();
        boolean whole = true;
        try {
            for (int i = 0; i < 4; i++) {
                spool.add(article(i + "@x"), GROUPS.subList(0, 1 + i % 2));
                acknowledged.add(i + "@x");
            }
        } catch (VolatileDisk.PowerCut e) {
            whole = false;
        }
        Path restored = directory.resolve("restored" + at);
        disk.restore(news, restored, new Random(at));
        assertWhole(spool(restored, new Disk(false)), acknowledged, "cut at " + at);
        return whole;
    }

    /** Nothing that was acknowledged is lost, and no article is in some of its groups alone. */
    private static void assertWhole(Spool spool, List<String> acknowledged, String when) {
        for (int i = 0; i < 4; i++) {
            String id = i + "@x";
            Optional<StoredArticle> article = spool.article(id);
            if (acknowledged.contains(id)) {
                assertThat(article).as("%s: %s", when, id).isPresent();
            }
            if (article.isPresent()) {
                assertThat(article.get().read().orElseThrow().body())
                        .isEqualTo(Bytes.of("text of " + id + "\r\n"));
                assertThat(places(spool, id)).as("%s: %s", when, id).isEqualTo(1 + i % 2);
            }
        }
    }

    private static long places(Spool spool, String id) {
        return spool.groups().stream()
                .flatMap(group -> group.between(1, group.high()).values().stream())
                .filter(article -> article.id().equals(id))
                .count();
    }

    @Test
    void noAcknowledgedArticleIsLost_norIsOneThereInPart_wheneverThePowerFails()
            throws IOException {
        int cuts = 0;
        while (!cut(cuts)) {
            cuts++;
        }
        assertThat(cuts).isGreaterThan(30);
    }
}
