package org.ropewalk.it.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.imap.Imap;
import org.ropewalk.examples.imap.ImapClient;
import org.ropewalk.examples.imap.value.FetchItems;
import org.ropewalk.examples.imap.value.InternalDate;
import org.ropewalk.examples.imap.value.Node;
import org.ropewalk.examples.imap.value.Query;
import org.ropewalk.examples.imap.value.SequenceSet;
import org.ropewalk.it.real.Dovecot;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** The generated client of IMAP with the Dovecot that is installed (2.3.19 was tried). */
class ImapDovecotTest {
    private static final Bytes MESSAGE =
            Bytes.of(
                    "From: Ann <ann@example.org>\r\nSubject: caf\u00e9\r\n\r\nThe text {9}\r\n)\r\n");

    @TempDir private Path directory;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Set<String> able = ConcurrentHashMap.newKeySet();
    private final Reactor reactor = RealReactors.create();
    private RealProcess dovecot;

    @BeforeEach
    void start() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        dovecot =
                Dovecot.start(
                        theirs,
                        "imap",
                        "service imap-login {\n  inet_listener imap {\n    port = %d\n  }\n}\n"
                                + "protocol imap {\n  imap_idle_notify_interval = 1s\n}\n");
        reactor.start();
    }

    @AfterEach
    void stop() throws Exception {
        reactor.stop();
        dovecot.close();
    }

    private Connection<ImapClient.Stranger> connect() {
        Imap.Changes listener =
                new Imap.Changes() {
                    @Override
                    public void exists(int count) {
                        told.add(count + " EXISTS");
                    }

                    @Override
                    public void recent(int count) {}

                    @Override
                    public void expunge(int number) {
                        told.add(number + " EXPUNGE");
                    }

                    @Override
                    public void flags(int number, List<Imap.Flag> flags) {
                        told.add(number + " FLAGS");
                    }

                    @Override
                    public void capabilities(List<String> capabilities) {
                        able.addAll(capabilities);
                    }

                    @Override
                    public void stillHere() {
                        told.add("still here");
                    }
                };
        return ImapClient.open(reactor, dovecot.endpoint(), listener).join();
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void aWholeSession() throws Exception {
        Imap.Stranger stranger = connect().blocking(Imap.Stranger.class);
        stranger.capability();
        assertThat(able).contains("IMAP4rev1", "AUTH=PLAIN");
        assertThatThrownBy(() -> stranger.login("ann", "guess")).isInstanceOf(Imap.No.class);
        Imap.Authenticated user = stranger.login("ann", "secret");
        InternalDate date = new InternalDate(OffsetDateTime.parse("1996-07-17T02:44:25-07:00"));
        Imap.Appended appended =
                user.append(
                        "INBOX", List.of(new Imap.Flag("\\Flagged")), Optional.of(date), MESSAGE);
        user.create("A \"quoted\\\" name");
        assertThat(user.list("", "*"))
                .extracting(Imap.Listed::name)
                .contains("INBOX", "A \"quoted\\\" name");
        assertThat(user.status("INBOX", List.of(Imap.StatusItem.values())).counts())
                .contains("MESSAGES 1");
        Imap.NotOpened refusal =
                catchThrowableOfType(Imap.NotOpened.class, () -> user.select("none"));

        Imap.Opened opened = refusal.next().select("INBOX");
        assertThat(opened.access()).isEqualTo(Imap.Access.READ_WRITE);
        assertThat(opened.about())
                .contains(new Imap.About.Value("UIDVALIDITY", appended.validity(), "UIDs valid"));
        Imap.Selected open = opened.next();
        assertThat(next()).isEqualTo("1 EXISTS");
        SequenceSet all = SequenceSet.parse("1:*");
        List<Imap.Fetched> fetched =
                open.fetch(
                        all,
                        FetchItems.parse(
                                "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE"
                                        + " BODY.PEEK[] BODY.PEEK[HEADER.FIELDS (From)] BODY.PEEK[TEXT]<4.4>)"));
        assertThat(fetched).hasSize(1);
        assertThat(value(fetched, "UID")).hasToString(Long.toString(appended.uid()));
        assertThat(value(fetched, "BODY[]")).isEqualTo(new Node.Text(MESSAGE));
        assertThat(value(fetched, "BODY[HEADER.FIELDS (FROM)]"))
                .hasToString("From: Ann <ann@example.org>\r\n\r\n");
        assertThat(value(fetched, "BODY[TEXT]<4>")).hasToString("text");
        assertThat(value(fetched, "RFC822.SIZE")).hasToString(Integer.toString(MESSAGE.length()));
        assertThat(InternalDate.parse(value(fetched, "INTERNALDATE").toString()).time().toInstant())
                .isEqualTo(date.time().toInstant());
        assertThat(value(fetched, "ENVELOPE")).isInstanceOf(Node.Group.class);

        Imap.Flag seen = new Imap.Flag("\\Seen");
        assertThat(open.uidStore(all, Imap.Change.ADD, List.of(seen))).hasSize(1);
        // Flags without a UID look as if nothing had asked for them.
        assertThat(open.store(all, Imap.Change.REMOVE, List.of(new Imap.Flag("\\Flagged"))))
                .isEmpty();
        assertThat(next()).isEqualTo("1 FLAGS");
        assertThat(open.search(Query.parse(Bytes.of("SEEN FROM ann"))).numbers())
                .containsExactly(1L);
        assertThat(open.uidSearch(Query.parse(Bytes.of("UNSEEN"))).numbers()).isEmpty();
        assertThat(open.copy(all, "A \"quoted\\\" name").to()).hasToString("Optional[1]");
        assertThat(open.uidFetch(all, FetchItems.parse("BODY[TEXT]"))).hasSize(1);
        open.store(all, Imap.Change.SET_SILENTLY, List.of(new Imap.Flag("\\Deleted")));
        open.expunge();
        assertThat(next()).isEqualTo("1 EXPUNGE");
        Imap.Authenticated left = open.close();
        left.delete("A \"quoted\\\" name");
        left.logout();
    }

    private static Node value(List<Imap.Fetched> fetched, String name) {
        return fetched.get(0).data().value(name).orElseThrow();
    }

    @Test
    void aClientThatWaitsIsToldOfAMessage() throws Exception {
        Connection<ImapClient.Stranger> connection = connect();
        Imap.Authenticated user = connection.blocking(Imap.Stranger.class).login("ann", "secret");
        Imap.Selected open = user.select("INBOX").next();
        assertThat(next()).isEqualTo("0 EXISTS");
        Imap.Waiting waiting = open.idle();
        assertThat(next()).isEqualTo("still here");
        Imap.Authenticated other = connect().blocking(Imap.Stranger.class).login("ann", "secret");
        other.append("INBOX", Optional.empty(), MESSAGE);

        String line = next();
        while (line.equals("still here")) {
            line = next();
        }
        assertThat(line).isEqualTo("1 EXISTS");

        waiting.done().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(open.fetch(SequenceSet.parse("1"), FetchItems.parse("UID"))).hasSize(1);
        open.logout();
    }
}
