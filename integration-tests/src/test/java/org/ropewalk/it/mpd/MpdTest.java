package org.ropewalk.it.mpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.mpd.Mpd;
import org.ropewalk.examples.mpd.MpdClient;
import org.ropewalk.examples.mpd.MpdExample;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of MPD: with mpc, by hand, and with our client. */
class MpdTest {
    private static final String SHOW = "queen/the \"show\" must go on.ogg";

    private final StringTransport transport =
            new StringTransport().connect(MpdExample.factory().buildProtocol(null));

    private String answers(String lines) {
        for (byte one : lines.getBytes(UTF_8)) {
            transport.deliver(new byte[] {one});
        }
        transport.runTurns();
        String text = new String(transport.value(), UTF_8);
        transport.clear();
        return text;
    }

    // ---- by hand

    @Test
    void wordsMayBeQuoted() {
        answers("");
        assertThat(answers("addid \"kraftwerk/computer love.ogg\"\n")).isEqualTo("Id: 1\nOK\n");
        assertThat(answers("addid \"queen/the \\\"show\\\" must go on.ogg\" \"0\"\n"))
                .isEqualTo("Id: 2\nOK\n");
        assertThat(answers("playlistinfo 0:1\n"))
                .isEqualTo(
                        "file: "
                                + SHOW
                                + "\nArtist: Queen\nAlbum: The Show Must Go On\nTitle: The Show Must Go On\n"
                                + "Time: 271\nPos: 0\nId: 2\nOK\n");
        assertThat(answers("repeat \"1\"\nsetvol 101\n"))
                .isEqualTo("OK\nACK [2@0] {setvol} Invalid volume value\n");
    }

    @Test
    void badInputIsAnAck() {
        answers("");
        assertThat(answers("add \"x\n"))
                .isEqualTo(
                        "ACK [2@0] {add} a word with an unbalanced quote or an unknown escape\n");
        assertThat(answers("add \"x\"y\n"))
                .isEqualTo("ACK [2@0] {add} no blank between two words\n");
        assertThat(answers("add\n"))
                .isEqualTo("ACK [2@0] {add} wrong number of arguments for \"add\"\n");
        assertThat(answers("fly\n")).isEqualTo("ACK [5@0] {} unknown command \"fly\"\n");
        assertThat(answers("add nothing\n")).isEqualTo("ACK [50@0] {add} No such directory\n");
        assertThat(answers("setvol loud\n")).isEqualTo("ACK [2@0] {setvol} not a number\n");
    }

    @Test
    void aListIsRunAtItsEnd() {
        answers("");
        assertThat(answers("command_list_begin\nadd queen\nadd nothing\nadd kraftwerk\n"))
                .isEmpty();
        assertThat(answers("command_list_end\n")).isEqualTo("ACK [50@1] {add} No such directory\n");
        assertThat(answers("playlistinfo\n")).contains("Id: 1\n").doesNotContain("Id: 2\n");
        assertThat(answers("command_list_ok_begin\nping\nadd nothing\nping\ncommand_list_end\n"))
                .isEqualTo("list_OK\nACK [50@1] {add} No such directory\n");
        assertThat(answers("command_list_begin\nplaylistinfo\naddid nothing\ncommand_list_end\n"))
                .endsWith("Id: 1\nACK [50@1] {addid} No such directory\n");
        assertThat(answers("command_list_begin\nclear\nfly me\ncommand_list_end\n"))
                .isEqualTo("ACK [5@1] {} unknown command \"fly\"\n");
        assertThat(answers("command_list_ok_begin\ncurrentsong\ncurrentsong\ncommand_list_end\n"))
                .isEqualTo("list_OK\nlist_OK\nOK\n");
    }

    @Test
    void whatIsNotPossibleInAListIsAnUnknownCommand() {
        answers("");
        assertThat(answers("command_list_begin\nping\nidle\ncommand_list_end\n"))
                .isEqualTo("ACK [5@1] {} unknown command \"idle\"\n");
        assertThat(answers("command_list_begin\ncommand_list_begin\ncommand_list_end\n"))
                .isEqualTo("ACK [5@0] {} unknown command \"command_list_begin\"\n");
        assertThat(answers("command_list_end\nping\n"))
                .isEqualTo("ACK [5@0] {} unknown command \"command_list_end\"\nOK\n");
    }

    @Test
    void aListOverTheLimitEndsTheConnection() {
        answers("");
        transport.deliver("command_list_begin\n");
        String line = "add " + "x".repeat(4_000) + "\n";
        for (int i = 0; i < 600 && !transport.isDisconnecting(); i++) {
            transport.deliver(line);
            transport.runTurns();
        }
        assertThat(transport.isDisconnecting()).isTrue();
        assertThat(transport.takeText()).isEmpty();
    }

    @Test
    void closeInAListEndsTheConnection() {
        answers("");
        assertThat(answers("command_list_begin\nadd queen\nclose\nclear\ncommand_list_end\nping\n"))
                .isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void idleEndsWithAChangeOrWithNoIdle() {
        answers("");
        assertThat(answers("idle\n")).isEmpty();
        assertThat(answers("noidle\n")).isEqualTo("OK\n");
        assertThat(answers("noidle\nping\n")).isEqualTo("OK\n");
        assertThat(answers("clear\nidle \"playlist\"\n")).isEqualTo("OK\nchanged: playlist\nOK\n");
    }

    // ---- mpc

    @Test
    void mpcManagesTheQueue() throws Exception {
        Programs.find("mpc");
        try (Served served = new Served(reactor -> MpdExample.factory())) {
            assertThat(mpc(served, "add", "kraftwerk")).isEmpty();
            assertThat(mpc(served, "add", SHOW)).isEmpty();
            assertThat(mpc(served, "-f", "%artist%: %title%", "playlist"))
                    .isEqualTo(
                            "Kraftwerk: Autobahn\nKraftwerk: Computer Love\nQueen: The Show Must Go On\n");
            assertThat(mpc(served, "play", "3"))
                    .contains("Queen - The Show Must Go On", "[playing]");
            assertThat(mpc(served, "-f", "%file%", "current")).isEqualTo(SHOW + "\n");
            assertThat(mpc(served, "volume", "40")).contains("volume: 40%");
            assertThat(mpc(served, "repeat", "on")).contains("repeat: on");
            assertThat(mpc(served, "toggle")).contains("[paused]");
            assertThat(mpc(served, "-f", "%file%", "find", "title", "Computer Love"))
                    .isEqualTo("kraftwerk/computer love.ogg\n");
            assertThat(mpc(served, "-f", "%file%", "search", "title", "show"))
                    .isEqualTo(SHOW + "\n");
            mpc(served, "del", "1");
            mpc(served, "stop");
            assertThat(mpc(served, "-f", "%title%", "playlist"))
                    .isEqualTo("Computer Love\nThe Show Must Go On\n");
            mpc(served, "clear");
            assertThat(mpc(served, "playlist")).isEmpty();
        }
    }

    private static String mpc(Served served, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 5];
        command[0] = "mpc";
        command[1] = "-h";
        command[2] = "127.0.0.1";
        command[3] = "-p";
        command[4] = String.valueOf(served.port());
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        return Programs.run(command);
    }

    // ---- our client

    @Test
    void ourClientQuotesWhatItMust() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor().listen("tcp:6600", MpdExample.factory());
        CompletableFuture<Connection<MpdClient.Ready>> connection =
                MpdClient.open(network.reactor(), "tcp:127.0.0.1:6600");
        network.run();
        MpdClient.Ready player = connection.join().commands();
        CompletableFuture<Integer> added = player.addId(SHOW, OptionalInt.empty());
        CompletableFuture<Void> missing = player.add("no such \"song\"");
        CompletableFuture<Void> option = player.set(Mpd.Option.RANDOM, 1);
        CompletableFuture<List<String>> changes = player.idle(List.of());
        network.run();

        assertThat(added.join()).isEqualTo(1);
        assertThat(option).isCompleted();
        assertThatThrownBy(missing::join).hasRootCauseInstanceOf(Mpd.Ack.class);
        assertThat(changes.join()).containsExactly("playlist", "options");
    }
}
