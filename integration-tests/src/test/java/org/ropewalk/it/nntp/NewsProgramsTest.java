package org.ropewalk.it.nntp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.mail.Spool;
import org.ropewalk.examples.nntp.Nntp;
import org.ropewalk.examples.nntp.NntpExample;
import org.ropewalk.examples.nntp.NntpFactory;
import org.ropewalk.examples.nntp.ReaderCommands;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** The example of NNTP with programs of others: Python's nntplib, slrnpull, fetchnews, leafnode. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NewsProgramsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-29T16:00:00Z"), ZoneOffset.UTC);
    private static final String ARTICLE =
            """
            From: me@x.org
            Newsgroups: local.test
            Subject: caf\u00e9
            Message-ID: <%s@x.org>
            Date: Sun, 29 Nov 2026 10:00:00 +0000
            Path: here

            one
            .two
            ..
            """;

    @TempDir private Path directory;
    private Spool spool;

    private Served served() {
        spool = new Spool(directory.resolve("news"), CLOCK, false).withDemonstration();
        NntpFactory factory = NntpExample.factory(spool, CLOCK);
        factory.tls(DemoTls.context());
        return new Served(reactor -> factory);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = NewsProgramsTest.class.getResourceAsStream("/nntp/" + name)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, ISO_8859_1);
    }

    private String stored(String id) {
        Bytes text = spool.article(id).orElseThrow().read().orElseThrow().text();
        return new String(text.toByteArray(), ISO_8859_1);
    }

    @Test
    void nntplibReadsAndPosts() throws Exception {
        Path script = write(directory.resolve("client.py"), resource("client.py"));
        try (Served served = served()) {
            String port = String.valueOf(served.port());
            String printed = Programs.run("python3", "-W", "ignore", script.toString(), port);
            if ("write".equals(System.getProperty("ropewalk.golden"))) {
                Files.writeString(Path.of("src/test/resources/nntp/client.txt"), printed);
            }
            assertThat(printed).isEqualTo(resource("client.txt"));
        }
    }

    @Test
    void slrnpullFetchesGroups_andPostsWhatIsQueued() throws Exception {
        Programs.find("slrnpull");
        Path root = directory.resolve("slrnpull");
        write(root.resolve("slrnpull.conf"), "default 100 0 0\nlocal.test\n");
        write(root.resolve("authinfo"), "u1\nsecret\n");
        // slrn has doubled the dots already.
        write(root.resolve("out.going/X1"), ARTICLE.formatted("slrnpull").replace("\n.", "\n.."));
        Files.createDirectories(root.resolve("data"));
        try (Served served = served()) {
            Programs.run(
                    "slrnpull",
                    "-d",
                    root.toString(),
                    "-h",
                    "127.0.0.1:" + served.port(),
                    "--new-groups");
        }
        assertThat(stored("slrnpull@x.org")).contains("\r\none\r\n.two\r\n..\r\n");
        assertThat(Files.readString(root.resolve("news/local/test/2"), ISO_8859_1))
                .isEqualTo(stored("slrnpull@x.org").replace("\r", ""))
                .contains("Subject: caf\u00e9\n");
        assertThat(root.resolve("news/local/test/1")).exists();
        assertThat(root.resolve("out.going/X1")).doesNotExist();
    }

    // ---- leafnode

    /** Its directories are fixed: the test's own stand in their places for its processes alone. */
    private static final String MOUNTS =
            "mount --bind \"$0/etc\" /etc/news/leafnode;"
                    + " mount --bind \"$0/spool\" /var/spool/news; exec \"$@\"";

    private List<String> leafnode(String... command) {
        List<String> whole =
                new ArrayList<>(List.of("--mount", "sh", "-ec", MOUNTS, directory.toString()));
        whole.addAll(List.of(command));
        return whole;
    }

    /** leafnode changes to the user news, which root alone may do. */
    private void configure(int port) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root runs leafnode");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        write(
                directory.resolve("etc/config"),
                """
                server = 127.0.0.1
                port = %d
                username = u1
                password = secret
                expire = 20
                initialfetch = 100
                hostname = leafnode.ropewalk-tests.org
                allow_8bit_headers = 1
                """
                        .formatted(port));
        Path news = directory.resolve("spool");
        for (String part :
                List.of("leaf.node", "out.going", "failed.postings", "temp.files", "message.id")) {
            Files.createDirectories(news.resolve(part));
        }
        for (int i = 0; i < 1_000; i++) {
            Files.createDirectory(news.resolve("message.id/%03d".formatted(i)));
        }
        write(news.resolve("interesting.groups/local.test"), "");
        write(news.resolve("out.going/1"), ARTICLE.formatted("fetchnews"));
        UserPrincipal user =
                news.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("news");
        try (Stream<Path> files = Files.walk(news)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, user);
            }
        }
    }

    private void fetchnews() throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare"));
        command.addAll(leafnode(Programs.find("fetchnews").toString(), "-vvv", "-n", "-w"));
        Programs.run(directory, "", command);
    }

    private RealProcess leafnode() throws IOException {
        String program = "EXEC:" + Programs.find("leafnode") + ",nofork";
        String socat = Programs.find("socat").toString();
        return RealProcess.start(
                "unshare",
                port ->
                        leafnode(
                                socat,
                                "TCP-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr",
                                program));
    }

    @Test
    void fetchnewsFeedsALeafnode_thatOurClientReads_andPostsTo() throws Exception {
        Programs.find("leafnode");
        try (Served served = served()) {
            configure(served.port());
            fetchnews();
            assertThat(stored("fetchnews@x.org")).contains("\r\n\r\none\r\n.two\r\n..\r\n");
            try (RealProcess leafnode = leafnode()) {
                read(served.reactor(), leafnode.endpoint());
            }
            fetchnews();
            assertThat(stored("client@x.org")).contains("Subject: ours\r\n", "\r\n..\r\n.\r\n");
        }
    }

    private static void read(Reactor reactor, String endpoint) throws Exception {
        try (Connection<OpenNntpClient.Reader> connection =
                OpenNntpClient.open(reactor, endpoint).get(20, TimeUnit.SECONDS)) {
            Nntp.Greeting greeting = connection.greeting();
            assertThat(greeting).isEqualTo(Nntp.Greeting.POSTING);
            OpenNntp.Reader reader = connection.blocking();
            assertThat(reader.modeReader()).isEqualTo(Nntp.Greeting.POSTING);
            assertThat(reader.list(List.of()))
                    .extracting(ReaderCommands.Active::name)
                    .contains("local.test");
            assertThat(reader.descriptions(List.of()))
                    .contains(new ReaderCommands.Description("local.test", "For tests"));
            ReaderCommands.Group group = reader.group("local.test");
            assertThat(group.count()).isEqualTo(2);
            long last = group.high();
            assertThatThrownBy(() -> reader.group("no.such"))
                    .isInstanceOf(Nntp.Refused.class)
                    .extracting("code")
                    .isEqualTo(411);

            ReaderCommands.Overview overview =
                    reader.over(Optional.of(new ReaderCommands.Range(last, OptionalLong.empty())))
                            .get(0);
            assertThat(overview.number()).isEqualTo(last);
            assertThat(overview.subject()).isEqualTo("caf\u00e9");
            assertThat(overview.id()).isEqualTo("fetchnews@x.org");
            assertThat(overview.lines()).hasValue(3);
            assertThat(overview.others()).hasValueSatisfying(x -> assertThat(x).startsWith("Xref"));

            ReaderCommands.Article article =
                    reader.article(Optional.of(new ReaderCommands.Number(last)));
            assertThat(article.id()).isEqualTo("fetchnews@x.org");
            assertThat(article.message().headers()).containsEntry("Subject", List.of("caf\u00e9"));
            assertThat(article.message().body()).isEqualTo(Bytes.of("one\r\n.two\r\n..\r\n"));
            assertThat(reader.head(Optional.of(new ReaderCommands.Id("fetchnews@x.org"))).headers())
                    .extracting(ReaderCommands.Headers::fields)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("From", List.of("me@x.org"));
            assertThat(reader.body(Optional.empty()).text()).isEqualTo(article.message().body());
            assertThat(reader.hdr("Subject", Optional.of(new ReaderCommands.Number(last))))
                    .containsExactly(new ReaderCommands.Value(last, "caf\u00e9"));
            assertThat(reader.last().number()).isEqualTo(last - 1);
            assertThat(reader.next().number()).isEqualTo(last);
            assertThatThrownBy(reader::next).isInstanceOf(Nntp.Refused.class);
            assertThat(reader.overviewFormat()).contains("Subject:", "Xref:full");

            // leafnode: 500 NEWNEWS is meaningless for this server.
            assertThatThrownBy(
                            () ->
                                    reader.newNews(
                                            List.of(new ReaderCommands.Matching(new Mask("*"))),
                                            LocalDateTime.of(2026, 1, 1, 0, 0),
                                            true))
                    .isInstanceOf(CommandRejected.class);

            OpenNntp.Posting posting = reader.post();
            posting.article(
                    new Nntp.Posted(
                            Optional.empty(),
                            "me@x.org",
                            List.of("local.test"),
                            "ours",
                            Optional.empty(),
                            Optional.of("client@x.org"),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of(),
                            Bytes.of("..\r\n.\r\n")));
            reader.quit();
        }
    }
}
