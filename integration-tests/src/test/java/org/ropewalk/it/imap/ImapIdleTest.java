package org.ropewalk.it.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.imap.Imap;
import org.ropewalk.examples.imap.ImapClient;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.imap.ImapFactory;
import org.ropewalk.examples.mail.Mailbox;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.tls.TlsContext;

/**
 * IDLE of the example of IMAP, over sockets. Each test waits for the line that a change leads to:
 * what was changed before a session waits is told when it begins to.
 */
class ImapIdleTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final Bytes MESSAGE = Bytes.of("Subject: x\r\n\r\nx\r\n");
    private static final int TIMEOUT_MS = 20_000;

    @TempDir private Path directory;
    private final List<Idler> sessions = new ArrayList<>();
    private PostOffice office;
    private Mailbox inbox;
    private Served served;

    @BeforeEach
    void start() {
        office = new PostOffice(directory, "secret", false);
        inbox = office.mailboxes("ann").orElseThrow().find("INBOX").orElseThrow();
        inbox.add(MESSAGE, "S", Optional.empty());
        served =
                new Served(
                        reactor -> {
                            ImapFactory factory = ImapExample.factory(reactor, office);
                            factory.tls(
                                    TlsContext.server(
                                            TLS.resolve("server.pem"), TLS.resolve("server.key")));
                            return factory;
                        });
    }

    @AfterEach
    void stop() throws IOException {
        for (Idler session : sessions) {
            session.socket.close();
        }
        served.close();
    }

    /** One connection, with the inbox open. */
    private final class Idler {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        private final BufferedReader replies;

        Idler() throws IOException {
            sessions.add(this);
            socket.setSoTimeout(TIMEOUT_MS);
            replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            replies.readLine();
            assertThat(says("a LOGIN ann secret")).containsExactly("a OK logged in");
            assertThat(says("b SELECT INBOX")).last().isEqualTo("b OK [READ-WRITE] opened");
        }

        /** Sends a line; the lines up to the one with its tag. */
        List<String> says(String line) throws IOException {
            send(line);
            return until(line.substring(0, 1) + " ");
        }

        void send(String... lines) throws IOException {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n").getBytes(ISO_8859_1));
        }

        List<String> until(String begin) throws IOException {
            List<String> lines = new ArrayList<>();
            do {
                lines.add(replies.readLine());
            } while (!lines.get(lines.size() - 1).startsWith(begin));
            return lines;
        }

        void idle() throws IOException {
            send("i IDLE");
            assertThat(replies.readLine()).isEqualTo("+ idling");
        }

        void expects(String... lines) throws IOException {
            for (String line : lines) {
                assertThat(replies.readLine()).isEqualTo(line);
            }
        }

        void done() throws IOException {
            send("DONE");
            expects("i OK done");
        }
    }

    @Test
    void aSessionThatWaitsIsToldWhatAnotherOneChanges() throws Exception {
        Idler waiting = new Idler();
        Idler other = new Idler();
        waiting.idle();
        other.send("a APPEND INBOX (\\Flagged) {17+}", MESSAGE.toString());
        waiting.expects("* 2 EXISTS", "* 0 RECENT");
        other.until("a OK");
        other.says("b STORE 1 +FLAGS (\\Answered)");
        waiting.expects("* 1 FETCH (FLAGS (\\Answered \\Seen))");
        other.says("c STORE 1 +FLAGS (\\Deleted)");
        waiting.expects("* 1 FETCH (FLAGS (\\Answered \\Deleted \\Seen))");
        other.says("d EXPUNGE");
        waiting.expects("* 1 EXPUNGE");
        waiting.done();
        assertThat(waiting.says("e FETCH 1 UID"))
                .containsExactly("* 1 FETCH (UID 2)", "e OK fetched");
    }

    @Test
    void aSessionThatWaitsIsToldOfDeliveries() throws Exception {
        Idler waiting = new Idler();
        waiting.idle();
        for (int count = 2; count < 4; count++) {
            office.drop("ann").orElseThrow().deliver(MESSAGE);
            waiting.expects("* " + count + " EXISTS", "* " + (count - 1) + " RECENT");
        }
        waiting.done();
        assertThat(waiting.says("c NOOP")).containsExactly("c OK done");
    }

    /** Nothing is told twice, or not at all, however the change and DONE come together. */
    @Test
    void aChangeIsToldOnce_beforeOrBehindTheEndOfTheWait() throws Exception {
        Idler waiting = new Idler();
        for (int count = 2; count < 12; count++) {
            waiting.idle();
            inbox.add(MESSAGE, "S", Optional.empty());
            waiting.send("DONE", "n NOOP");
            List<String> told = new ArrayList<>(waiting.until("i OK done"));
            told.addAll(waiting.until("n OK"));
            told.removeIf(line -> line.contains(" RECENT") || line.contains(" OK "));
            assertThat(told).containsExactly("* " + count + " EXISTS");
        }
    }

    @Test
    void theWaitMayEndAtOnceAndBeginAgain() throws Exception {
        Idler waiting = new Idler();
        for (int i = 0; i < 20; i++) {
            waiting.send("i IDLE", "DONE", "n NOOP");
            waiting.expects("+ idling", "i OK done", "n OK done");
        }
    }

    @Test
    void manySessionsAreToldOnceEach() throws Exception {
        List<Idler> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(new Idler());
            waiting.get(i).idle();
        }
        inbox.add(MESSAGE, "S", Optional.empty());
        for (Idler each : waiting) {
            each.expects("* 2 EXISTS", "* 0 RECENT");
        }
        for (Idler each : waiting) {
            each.done();
        }
    }

    @Test
    void sessionsThatEndWhileTheyWaitDoNotDisturbOthers() throws Exception {
        Idler waiting = new Idler();
        waiting.idle();
        for (int i = 0; i < 5; i++) {
            Idler ends = new Idler();
            ends.idle();
            if (i % 2 == 0) {
                ends.socket.setSoLinger(true, 0);
            }
            ends.socket.close();
        }
        inbox.add(MESSAGE, "S", Optional.empty());
        waiting.expects("* 2 EXISTS", "* 0 RECENT");
        waiting.done();
    }

    @Test
    void withoutAMailboxTheWaitIsOnlyTheWait() throws Exception {
        Idler waiting = new Idler();
        waiting.says("c UNSELECT");
        waiting.idle();
        inbox.add(MESSAGE, "S", Optional.empty());
        waiting.done();
        assertThat(waiting.says("d NOOP")).containsExactly("d OK done");
    }

    @Test
    void jakartaMailIsToldOfAMessage() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imap.port", String.valueOf(served.port()));
        properties.put("mail.imap.ssl.trust", "*");
        properties.put("mail.imap.ssl.checkserveridentity", "false");
        properties.put("mail.imap.starttls.required", "true");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", "ann", "secret");
            IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            BlockingQueue<Integer> numbers = new LinkedBlockingQueue<>();
            folder.addMessageCountListener(
                    new MessageCountAdapter() {
                        @Override
                        public void messagesAdded(MessageCountEvent event) {
                            numbers.add(event.getMessages()[0].getMessageNumber());
                        }
                    });
            CompletableFuture<Void> wait =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    folder.idle(true);
                                } catch (jakarta.mail.MessagingException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            inbox.add(MESSAGE, "", Optional.empty());
            assertThat(numbers.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS)).isEqualTo(2);
            wait.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            assertThat(folder.getMessage(2).getSubject()).isEqualTo("x");
        }
    }

    @Test
    void theGeneratedClientIsToldOfAMessage() throws Exception {
        BlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        Imap.Changes listener =
                new Imap.Changes() {
                    @Override
                    public void exists(int count) {
                        counts.add(count);
                    }

                    @Override
                    public void recent(int count) {}

                    @Override
                    public void capabilities(List<String> capabilities) {}

                    @Override
                    public void stillHere() {}

                    @Override
                    public void expunge(int number) {}

                    @Override
                    public void flags(int number, List<Imap.Flag> flags) {}
                };
        var connection =
                ImapClient.open(served.reactor(), served.endpoint(), listener)
                        .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        Imap.Authenticated user = connection.blocking(Imap.Stranger.class).login("ann", "secret");
        Imap.Selected open = user.select("INBOX").next();
        assertThat(counts.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS)).isEqualTo(1);
        Imap.Waiting waiting = open.idle();
        inbox.add(MESSAGE, "S", Optional.empty());
        assertThat(counts.poll(TIMEOUT_MS, TimeUnit.MILLISECONDS)).isEqualTo(2);
        waiting.done().toCompletableFuture().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        open.logout();
    }
}
