package org.ropewalk.it.nntp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.mail.Spool;
import org.ropewalk.examples.nntp.Nntp;
import org.ropewalk.examples.nntp.NntpClient;
import org.ropewalk.examples.nntp.NntpExample;
import org.ropewalk.examples.nntp.NntpFactory;
import org.ropewalk.examples.nntp.ReaderCommands;
import org.ropewalk.examples.nntp.ReaderCommands.Id;
import org.ropewalk.examples.nntp.ReaderCommands.Number;
import org.ropewalk.examples.nntp.ReaderCommands.Range;
import org.ropewalk.examples.nntp.ReaderCommands.Several;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of NNTP: with its own client, and with input that is wrong. */
class NntpTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-29T16:00:00Z"), ZoneOffset.UTC);
    private static final String ENDPOINT = "tcp:127.0.0.1:119";

    @TempDir private Path directory;
    private final MemoryNetwork network = new MemoryNetwork(1);

    private NntpFactory factory() {
        NntpFactory factory =
                NntpExample.factory(new Spool(directory, CLOCK, false).withDemonstration(), CLOCK);
        factory.blocking(Runnable::run);
        return factory;
    }

    private <T> T of(CompletableFuture<T> call) {
        network.run();
        return call.join();
    }

    private Throwable failure(CompletableFuture<?> call) {
        network.run();
        try {
            call.join();
            throw new AssertionError("it has not failed");
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private NntpClient.Reader reader() {
        network.reactor().listen("tcp:119", factory());
        Connection<NntpClient.Stranger> connection =
                of(NntpClient.open(network.reactor(), ENDPOINT));
        NntpClient.Named named = of(connection.commands().user("u1"));
        return of(named.pass("secret"));
    }

    private static Nntp.Posted posted(
            String subject, String id, Map<String, List<String>> others, String body) {
        return new Nntp.Posted(
                Optional.empty(),
                "me@x.org",
                List.of("local.test", "local.general"),
                subject,
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                others,
                Bytes.of(body));
    }

    // ---- our client

    @Test
    void ourClientPostsAndReads() {
        NntpClient.Reader reader = reader();
        NntpClient.Posting posting = of(reader.post());
        of(posting.article(posted("caf\u00e9", "1@x", Map.of("X-A", List.of("b")), ".\r\n..\r\n")));

        assertThat(of(reader.date())).isEqualTo(LocalDateTime.of(2026, 11, 29, 16, 0));
        assertThat(of(reader.group("local.test")))
                .isEqualTo(new ReaderCommands.Group(2, 1, 2, "local.test"));
        assertThat(
                        of(reader.listGroup(Optional.of("local.test"), Optional.of(new Number(2))))
                                .numbers())
                .containsExactly(2L);
        assertThat(of(reader.next())).isEqualTo(new ReaderCommands.Place(2, "1@x"));
        ReaderCommands.Article article = of(reader.article(Optional.empty()));
        assertThat(article.message().headers())
                .containsEntry("Subject", List.of("caf\u00e9"))
                .containsEntry("X-A", List.of("b"));
        assertThat(article.message().body()).isEqualTo(Bytes.of(".\r\n..\r\n"));
        Several all = new Range(1, OptionalLong.empty());
        assertThat(of(reader.over(Optional.of(all))))
                .extracting(ReaderCommands.Overview::id)
                .containsExactly("welcome@ropewalk.example.org", "1@x");
        assertThat(of(reader.hdr(":lines", Optional.of(new Id("1@x")))))
                .containsExactly(new ReaderCommands.Value(0, "2"));
        // RFC 2980 and leafnode know it by this name.
        assertThat(of(reader.xhdr("Lines", Optional.of(new Id("1@x")))))
                .containsExactly(new ReaderCommands.Value(0, "2"));
        assertThat(
                        of(
                                reader.newNews(
                                        List.of(
                                                new ReaderCommands.Matching(new Mask("*")),
                                                new ReaderCommands.Not(new Mask("*.test"))),
                                        LocalDateTime.of(2026, 1, 1, 0, 0),
                                        true)))
                .containsExactly(new Id("1@x"));
        assertThat(of(reader.capabilities()).arguments("LIST"))
                .hasValueSatisfying(lists -> assertThat(lists).startsWith("ACTIVE NEWSGROUPS"));
        assertThat(failure(of(reader.ihave("2@x")).article(posted("s", "3@x", Map.of(), ""))))
                .isInstanceOf(Nntp.Refused.class)
                .hasMessage("it is another article");
        assertThat(failure(reader.ihave("1@x"))).isInstanceOf(Nntp.Refused.class);
    }

    /** What would be read as other fields, or as the end, is not sent; the article may follow. */
    @Test
    void headersThatWouldBeOthersAreRefusedWhenTheyAreWritten() {
        NntpClient.Posting posting = of(reader().post());
        for (Nntp.Posted bad :
                List.of(
                        posted("a\r\nX-Injected: yes", "1@x", Map.of(), ""),
                        posted("a\nb", "1@x", Map.of(), ""),
                        posted("a\u0000b", "1@x", Map.of(), ""),
                        posted(" a", "1@x", Map.of(), ""),
                        posted("a\u20ac", "1@x", Map.of(), ""),
                        posted("a", "1@x>\r\nX: <", Map.of(), ""),
                        posted("a", "1> <2@x", Map.of(), ""),
                        posted("a", "1@x", Map.of("X", List.of("1\r\n\r\nbody")), ""),
                        posted("a", "1@x", Map.of("X: 1\r\nY", List.of("2")), ""),
                        posted("a", "1@x", Map.of("subject", List.of("other")), ""),
                        posted("a", "1@x", Map.of("X", List.of()), ""))) {
            assertThat(failure(posting.article(bad)))
                    .as("%s", bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(of(posting.article(posted("a", "1@x", Map.of(), "")))).isNull();
    }

    @Test
    void commandsThatWouldBeOthersAreRefusedWhenTheyAreWritten() {
        NntpClient.Reader reader = reader();
        for (CompletableFuture<?> bad :
                List.of(
                        reader.group("a b"),
                        reader.group(""),
                        reader.group("a\r\nQUIT"),
                        reader.stat(Optional.of(new Id("a b"))),
                        reader.stat(Optional.of(new Id("a>"))),
                        reader.hdr("Subject 1", Optional.empty()),
                        reader.list(List.of(new ReaderCommands.Matching(new Mask("!a")))),
                        reader.list(List.of(new ReaderCommands.Matching(new Mask("a,b")))),
                        reader.group("a".repeat(600)))) {
            assertThat(failure(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(of(reader.group("local.test")).count()).isEqualTo(1);
    }

    // ---- what others send

    private StringTransport loggedIn() {
        StringTransport transport = new StringTransport().connect(factory());
        transport.deliver("AUTHINFO USER u\r\nAUTHINFO PASS secret\r\n".getBytes(ISO_8859_1));
        transport.runTurns();
        transport.clear();
        return transport;
    }

    private static String answer(StringTransport transport, String sent) {
        transport.clear();
        transport.deliver(sent.getBytes(ISO_8859_1));
        transport.runTurns();
        return transport.text();
    }

    private static String post(String id, String subject) {
        return "POST\r\nFrom: me\r\nNewsgroups: local.test\r\nMessage-ID: <"
                + id
                + ">\r\nSubject: "
                + subject
                + "\r\n\r\n.\r\n";
    }

    /** Tabs are blanks in an overview, and stay what they are in the article. */
    @Test
    void aTabInAFieldIsNoColumn() {
        StringTransport transport = loggedIn();
        assertThat(answer(transport, post("tab@x", "a\tb"))).endsWith("240 received\r\n");
        assertThat(answer(transport, "OVER <tab@x>\r\n")).contains("\r\n0\ta b\tme\t");
        assertThat(answer(transport, "HDR subject <tab@x>\r\n"))
                .isEqualTo("225 follow\r\n0 a b\r\n.\r\n");
        assertThat(answer(transport, "HEAD <tab@x>\r\n")).contains("\r\nSubject: a\tb\r\n");
    }

    /** Each line is refused by one line, and the next command is read. */
    @Test
    void everyBadLineHasOneErrorLine() {
        StringTransport transport = loggedIn();
        answer(transport, "GROUP local.test\r\n");
        Stream.of(
                        "ARTICLE 99999999999999999999",
                        "ARTICLE 1-2",
                        "ARTICLE <>x",
                        "OVER -",
                        "OVER 2-1",
                        "OVER 1--1",
                        "OVER 0x1",
                        "OVER 1-99999999999999999999999",
                        "HDR",
                        "HDR Subject 1 2",
                        "LIST ACTIVE a b",
                        "LIST ACTIVE ,",
                        "LIST ACTIVE a,,b",
                        "LIST ACTIVE " + "a,".repeat(64) + "a",
                        "LIST NEWSGROUPS \u0001",
                        "LISTGROUP local.test x",
                        "NEWGROUPS yesterday",
                        "NEWGROUPS 20260230 000000",
                        "NEWGROUPS 20260101 246060 GMT",
                        "NEWNEWS * 20260101 000000 CET",
                        "IHAVE <a b>",
                        "GROUP " + "a".repeat(505),
                        "\0",
                        "")
                .forEach(
                        bad ->
                                assertThat(answer(transport, bad + "\r\nDATE\r\n"))
                                        .as(bad)
                                        .matches(
                                                "(42[03]|50[01]) [^\r]*\r\n111 20261129160000\r\n"));
    }

    /** It takes linear time: 2,000 groups would be tried. */
    @Test
    void anAbsurdWildmatIsAnsweredAtOnce() {
        StringTransport transport = loggedIn();
        String absurd = "*a".repeat(200) + "b";
        assertThat(answer(transport, "LIST ACTIVE " + absurd + "\r\n"))
                .isEqualTo("215 groups\r\n.\r\n");
        assertThat(answer(transport, "NEWNEWS " + absurd + " 20260101 000000\r\n"))
                .isEqualTo("230 new ones\r\n.\r\n");
    }

    /** It is skipped up to four times its bound, and the connection ends behind that. */
    @Test
    void anArticleThatIsTooLargeIsSkippedInPieces_andAnEndlessOneEndsTheConnection() {
        String line = "x".repeat(998) + "\r\n";
        StringTransport transport = loggedIn();
        answer(transport, "POST\r\n" + post("1@x", "s").substring(6, 40));
        for (int i = 0; i < 2_000; i++) {
            transport.deliver(line.getBytes(ISO_8859_1));
        }
        assertThat(answer(transport, ".\r\nDATE\r\n"))
                .isEqualTo("441 too large\r\n111 20261129160000\r\n");
        answer(transport, "POST\r\n");
        for (int i = 0; i < 6_000 && transport.isOpen(); i++) {
            transport.deliver(line.getBytes(ISO_8859_1));
            transport.runTurns();
        }
        assertThat(transport.isOpen() && !transport.isDisconnecting()).isFalse();
    }
}
