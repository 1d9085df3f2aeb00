package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;

/** A client takes each line for what it is: a result, an item, or an error of some kinds. */
class ClientReadingTest {
    private static final Served X =
            Served.compile(
                    """
                    @LineProtocol(caseSensitive = true)
                    @Errors(unknown = @Reply("-ERR {'no such command'}"),
                            malformed = @Reply("-ERR {message*}"),
                            tooLong = @Reply("-ERR TOOLONG"),
                            failed = @Reply(value = "-FAILED", close = true))
                    public interface X {
                        @Command("FIXED") @Reply("+OK") void fixed();
                        @Command("LIST") @Reply(value = "+LIST", each = "{*}", end = ".") List<String> list();
                        @Command("SECURE") @Reply("+OK") @StartTls void secure();
                        @Command("BARE") @Reply(each = "{*}", end = ".") List<String> bare();
                    }

                    final class H implements X {
                        public void fixed() {}
                        public void secure() {}
                        public List<String> list() { return List.of(); }
                        public List<String> bare() { return List.of(); }
                    }
                    """);

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final StringBuilder received = new StringBuilder();
    private final Protocol server =
            new Protocol() {
                @Override
                protected void dataReceived(byte[] data) {
                    received.append(new String(data, UTF_8));
                }
            };
    private Connection<?> connection;

    @BeforeEach
    void connect() throws Exception {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        X.type("XClient")
                                .getMethod("open", Reactor.class, String.class, ClientOptions.class)
                                .invoke(
                                        null,
                                        reactor,
                                        "tcp:127.0.0.1:4000",
                                        ClientOptions.standard().tls(TlsContext.client()));
        network.run();
        connection = (Connection<?>) opened.join();
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private CompletableFuture<?> call(String method) throws Exception {
        Object commands = connection.commands();
        return (CompletableFuture<?>) commands.getClass().getMethod(method).invoke(commands);
    }

    private void say(String lines) {
        network.run();
        server.transport().write(lines.getBytes(UTF_8));
        network.run();
    }

    private Set<ErrorKind> kinds(String line) throws Exception {
        CompletableFuture<?> call = call("fixed");
        say(line + "\r\n");
        try {
            call.join();
            return Set.of();
        } catch (CompletionException e) {
            return ((CommandRejected) e.getCause()).kinds();
        }
    }

    @Test
    void F50_anErrorLineHasAllKindsThatItMayMean() throws Exception {
        assertThat(kinds("-ERR something")).containsOnly(ErrorKind.UNKNOWN, ErrorKind.MALFORMED);
        assertThat(kinds("-ERR TOOLONG")).containsOnly(ErrorKind.TOO_LONG);
        assertThat(kinds("-FAILED")).containsOnly(ErrorKind.FAILED);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void F22_anItemThatLooksLikeAnErrorIsAnItem() throws Exception {
        CompletableFuture<?> list = call("list");
        CompletableFuture<?> bare = call("bare");
        CompletableFuture<?> fixed = call("fixed");
        say("+LIST\r\n-ERR a\r\n+LIST\r\n-FAILED\r\n.\r\n");
        say("first\r\n-ERR b\r\n.\r\n");
        say("+OK\r\n");

        assertThat(list.join()).isEqualTo(List.of("-ERR a", "+LIST", "-FAILED"));
        assertThat(bare.join()).isEqualTo(List.of("first", "-ERR b"));
        assertThat(fixed).isCompleted();
    }

    @Test
    void F22_anErrorInPlaceOfAListIsAnError() throws Exception {
        CompletableFuture<?> list = call("list");
        CompletableFuture<?> bare = call("bare");
        CompletableFuture<?> empty = call("bare");
        say("-ERR a\r\n-ERR b\r\n.\r\n");

        assertThat(list).isCompletedExceptionally();
        assertThat(bare).isCompletedExceptionally();
        assertThat(empty.join()).isEqualTo(List.of());
    }

    @Test
    void nothingIsSentInClearAfterTheRequestForTls() throws Exception {
        CompletableFuture<?> secured = call("secure");
        CompletableFuture<?> behind = call("fixed");
        network.run();

        assertThat(received.toString()).isEqualTo("SECURE\r\n");
        say("-ERR no\r\n");
        assertThat(secured).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
        assertThat(received.toString()).isEqualTo("SECURE\r\n");
    }
}
