package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.gearman.Gearman;
import org.ropewalk.examples.gearman.GearmanClient;
import org.ropewalk.examples.gearman.GearmanExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of gearman: its text administration, with gearadmin, and with our client. */
class GearmanTest {
    private final StringTransport transport =
            new StringTransport().connect(GearmanExample.factory());

    private void check(String sent, String answered) {
        transport.clear();
        transport.deliver(sent.getBytes(US_ASCII));
        assertThat(transport.text()).as(sent).isEqualTo(answered);
    }

    @Test
    void functionsAreMadeListedAndDropped() {
        check("status\n", "reverse\t0\t0\t0\n.\n");
        check("create function foo\r\n", "OK\n");
        check("status\n", "foo\t0\t0\t0\nreverse\t0\t0\t0\n.\n");
        check("prioritystatus\n", "foo\t0\t0\t0\t0\nreverse\t0\t0\t0\t0\n.\n");
        check("maxqueue foo 5\nmaxqueue foo\n", "OK\nOK\n");
        check("drop function foo\n", "OK\n");
        check("drop function foo\n", "ERR NOT_FOUND function+not+found\n");
    }

    @Test
    void aTabIsNoPartOfAName_andWhatIsMissingIsTold() {
        check("create function a\tb\n", "ERR INVALID_ARGUMENTS a control character in a value\n");
        check(
                "create function\n",
                "ERR INVALID_ARGUMENTS An+incomplete+set+of+arguments+was+sent+to+this+command\n");
        check("maxqueue foo x\n", "ERR INVALID_ARGUMENTS not a number\n");
        check("foo\n", "ERR UNKNOWN_COMMAND Unknown+server+command\n");
        check("cancel job H:x:1\n", "ERR UNKNOWN_JOB job+not+found\n");
        check("status\n", "reverse\t0\t0\t0\n.\n");
    }

    @Test
    void gearadminReadsAndChangesFunctions() throws Exception {
        Programs.find("gearadmin");
        try (Served served = new Served(reactor -> GearmanExample.factory())) {
            String port = "--port=" + served.port();
            assertThat(gearadmin(port, "--create-function=foo")).isEqualTo("OK\n");
            assertThat(gearadmin(port, "--status"))
                    .isEqualTo("foo\t0\t0\t0\nreverse\t0\t0\t0\n.\n");
            assertThat(gearadmin(port, "--workers")).isEqualTo(".\n");
            assertThat(gearadmin(port, "--show-jobs")).isEqualTo(".\n");
            assertThat(gearadmin(port, "--server-version")).isEqualTo("1.1.19\n");
            assertThat(gearadmin(port, "--drop-function=foo")).isEqualTo("OK\n");
        }
    }

    private static String gearadmin(String port, String command) throws Exception {
        return Programs.run("gearadmin", "--host=127.0.0.1", port, command);
    }

    @Test
    void ourClientReadsAndChangesFunctions() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor().listen("tcp:4730", GearmanExample.factory());
        CompletableFuture<Connection<GearmanClient>> connection =
                GearmanClient.open(network.reactor(), "tcp:127.0.0.1:4730");
        network.run();
        GearmanClient client = connection.join().commands();
        CompletableFuture<Void> made = client.create("foo");
        CompletableFuture<Void> bound = client.maxQueue("foo", OptionalInt.of(5));
        CompletableFuture<List<Gearman.Status>> status = client.status();
        CompletableFuture<Void> refused = client.drop("bar");
        CompletableFuture<List<Gearman.Worker>> workers = client.workers();
        network.run();

        assertThat(made).isCompleted();
        assertThat(bound).isCompleted();
        assertThat(status.join())
                .containsExactly(
                        new Gearman.Status("foo", 0, 0, 0), new Gearman.Status("reverse", 0, 0, 0));
        assertThat(refused).isCompletedExceptionally();
        assertThat(workers.join()).isEmpty();
    }
}
