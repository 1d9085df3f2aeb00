package org.ropewalk.it.managesieve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.managesieve.ManageSieve;
import org.ropewalk.examples.managesieve.ManageSieve.Capability;
import org.ropewalk.examples.managesieve.ManageSieveClient;
import org.ropewalk.examples.managesieve.ManageSieveExample;
import org.ropewalk.examples.managesieve.Policy;
import org.ropewalk.examples.managesieve.ScriptName;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.it.real.Dovecot;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** The generated client and the ManageSieve server of Dovecot's Pigeonhole. */
class DovecotTest {
    private static final ScriptName ONE = new ScriptName("one");
    private static final ScriptName TWO = new ScriptName("tw\u00f6");

    @TempDir private Path directory;
    private final Reactor reactor = RealReactors.create();
    private RealProcess dovecot;
    private Connection<ManageSieveClient.Stranger> connection;

    @BeforeEach
    void connect() throws Exception {
        dovecot =
                Dovecot.start(
                        directory,
                        "sieve",
                        "service managesieve-login {\n  inet_listener sieve {\n    port = %d\n  }\n}");
        reactor.start();
        connection = get(ManageSieveClient.open(reactor, dovecot.endpoint()));
    }

    @AfterEach
    void close() {
        reactor.close();
        if (dovecot != null) {
            dovecot.close();
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static ManageSieve.No refusal(CompletableFuture<?> call) {
        CompletionException failure =
                catchThrowableOfType(
                        CompletionException.class,
                        () -> call.orTimeout(20, TimeUnit.SECONDS).join());
        assertThat(failure).hasCauseInstanceOf(ManageSieve.No.class);
        return (ManageSieve.No) failure.getCause();
    }

    @Test
    void scriptsAreStoredListedReadAndDeleted() throws Exception {
        ManageSieveClient.Stranger stranger = connection.commands();
        assertThat(get(stranger.capability()))
                .contains(new Capability("SASL", Optional.of("PLAIN")))
                .contains(new Capability("VERSION", Optional.of("1.0")));
        ManageSieve.No refused = refusal(stranger.plain(new Plain("", "ann", "guess")));
        assertThat(refused.text().orElseThrow()).contains("Authentication failed");
        ManageSieveClient.Owner owner = get(stranger.plain(new Plain("", "ann", "secret")));
        get(owner.noop(Optional.of("a \"b\"")));
        get(owner.noop(Optional.empty()));
        Bytes script = Bytes.of("require \"fileinto\";\r\nfileinto \"\u00fc\";\r\n");
        get(owner.haveSpace(ONE, script.length()));
        get(owner.putScript(ONE, script));
        get(owner.putScript(TWO, Bytes.of("keep;")));
        get(owner.checkScript(script));
        ManageSieve.No wrong = refusal(owner.checkScript(Bytes.of("keep;\r\nfly;\r\n")));
        assertThat(wrong.text().orElseThrow()).contains("line 2");
        get(owner.setActive("one"));
        assertThat(get(owner.listScripts()))
                .containsExactlyInAnyOrder(
                        new ManageSieve.Script("one", true),
                        new ManageSieve.Script("tw\u00f6", false));
        assertThat(get(owner.getScript(ONE))).isEqualTo(script);
        assertThat(refusal(owner.deleteScript(ONE)).code()).hasValue("ACTIVE");
        assertThat(refusal(owner.renameScript(ONE, TWO)).code()).hasValue("ALREADYEXISTS");
        assertThat(refusal(owner.getScript(new ScriptName("none"))).code()).hasValue("NONEXISTENT");
        get(owner.setActive(""));
        get(owner.deleteScript(ONE));
        get(owner.renameScript(TWO, ONE));
        assertThat(get(owner.listScripts()))
                .isEqualTo(List.of(new ManageSieve.Script("one", false)));
        get(owner.logout());
    }

    /** One conversation by hand. */
    private static final class Talk implements AutoCloseable {
        private static final Pattern ANSWER =
                Pattern.compile("(OK|NO|BYE)(?: \\(([A-Z/-]+)[^)]*\\))?.*");
        private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)\\}");

        private final Socket socket;

        Talk(String host, int port) throws IOException {
            socket = new Socket(host, port);
            socket.setSoTimeout(20_000);
            answer();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = socket.getInputStream().read(); next != '\n'; ) {
                if (next < 0) {
                    return "BYE closed";
                }
                line.append((char) next);
                next = socket.getInputStream().read();
            }
            return line.toString().stripTrailing();
        }

        /** The first words of the last line of a reply; the number of lines before it. */
        String answer() throws IOException {
            for (int lines = 0; ; lines++) {
                String line = line();
                Matcher answer = ANSWER.matcher(line);
                boolean last = answer.matches();
                for (Matcher literal = LITERAL.matcher(line); literal.matches(); ) {
                    socket.getInputStream().readNBytes(Integer.parseInt(literal.group(1)));
                    literal = LITERAL.matcher(line());
                }
                if (last) {
                    return answer.group(1) + " " + answer.group(2) + " " + lines;
                }
            }
        }

        String says(String command) throws IOException {
            socket.getOutputStream()
                    .write((command.replace("\n", "\r\n") + "\r\n").getBytes(UTF_8));
            return command.equals("AUTHENTICATE \"PLAIN\"") ? line() : answer();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Both answer the same commands with the same status, code and number of lines. */
    @Test
    void theExampleAnswersAsDovecotDoes() throws Exception {
        String secret = "\"AGFubgBzZWNyZXQ=\"";
        List<String> commands =
                List.of(
                        "LISTSCRIPTS",
                        "NOOP",
                        "NOOP \"a\"",
                        "FLY",
                        "AUTHENTICATE \"FLY\"",
                        "AUTHENTICATE \"PLAIN\"",
                        secret,
                        "AUTHENTICATE \"PLAIN\" " + secret,
                        "LISTSCRIPTS",
                        "HAVESPACE \"a\" 100",
                        "HAVESPACE \"a\"",
                        "PUTSCRIPT \"a\" {7+}\nkeep;\n",
                        "PUTSCRIPT \"a\" \"keep;\"",
                        "PUTSCRIPT \"b\" \"stop;\"",
                        "PUTSCRIPT \"c\" \"fly;\"",
                        "PUTSCRIPT \"a/b\" \"keep;\"",
                        "PUTSCRIPT \"\" \"keep;\"",
                        "PUTSCRIPT {1+}\nd {5+}\nstop;",
                        "LISTSCRIPTS",
                        "SETACTIVE \"a\"",
                        "SETACTIVE \"x\"",
                        "LISTSCRIPTS",
                        "GETSCRIPT \"x\"",
                        "GETSCRIPT \"a",
                        "GETSCRIPT \"a\\n\"",
                        "GETSCRIPT \"a/b\"",
                        "GETSCRIPT",
                        "GETSCRIPT \"a\" \"b\"",
                        "DELETESCRIPT \"a\"",
                        "DELETESCRIPT \"x\"",
                        "RENAMESCRIPT \"a\" \"b\"",
                        "RENAMESCRIPT \"x\" \"y\"",
                        "RENAMESCRIPT \"a\" \"e\"",
                        "CHECKSCRIPT \"keep;\"",
                        "CHECKSCRIPT \"if true {\"",
                        "CHECKSCRIPT \"require \\\"fly\\\";\"",
                        "CHECKSCRIPT \"fileinto \\\"a\\\";\"",
                        "CHECKSCRIPT \"if header :fly \\\"a\\\" \\\"b\\\" { }\"",
                        "CHECKSCRIPT \"if size :over 1x { }\"",
                        "CHECKSCRIPT \"if anyof (true, not false) { stop; } else { }\"",
                        "CHECKSCRIPT {31+}\nredirect text:\na@b.org\n.\n;\n",
                        "SETACTIVE \"\"",
                        "LISTSCRIPTS",
                        "DELETESCRIPT \"e\"",
                        "LOGOUT");
        Path ours = Files.createDirectory(directory.resolve("ours"));
        PostOffice office = new PostOffice(ours, "secret", false);
        List<String> theirAnswers = new ArrayList<>();
        List<String> ourAnswers = new ArrayList<>();
        InetSocketAddress address = dovecot.address();
        try (Served served = new Served(made -> ManageSieveExample.factory(office, Policy.open()));
                Talk theirs = new Talk("127.0.0.1", address.getPort());
                Talk example = new Talk("127.0.0.1", served.port())) {
            for (String command : commands) {
                theirAnswers.add(command + ": " + theirs.says(command));
                ourAnswers.add(command + ": " + example.says(command));
            }
        }
        assertThat(ourAnswers).isEqualTo(theirAnswers);
    }
}
