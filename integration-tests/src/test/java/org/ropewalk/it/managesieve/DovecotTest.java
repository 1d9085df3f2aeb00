package org.ropewalk.it.managesieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.managesieve.ManageSieve;
import org.ropewalk.examples.managesieve.ManageSieve.Capability;
import org.ropewalk.examples.managesieve.ManageSieveClient;
import org.ropewalk.examples.managesieve.ScriptName;
import org.ropewalk.examples.value.Plain;
import org.ropewalk.it.real.Dovecot;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
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
}
