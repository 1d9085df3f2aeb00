package org.ropewalk.it.mpd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mpd.MpdExample;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/** The example answers lists of commands byte for byte as the mpd that is installed (0.23.12). */
@Timeout(60)
class DifferenceTest {
    private static final List<String> SCRIPTS =
            List.of(
                    "ping\n",
                    "command_list_begin\nping\nclear\ncommand_list_end\n",
                    "command_list_begin\ncommand_list_end\n",
                    "command_list_ok_begin\nping\nclear\ncommand_list_end\n",
                    "command_list_ok_begin\ncommand_list_end\n",
                    "command_list_ok_begin\nplaylistinfo\ncurrentsong\ncommand_list_end\n",
                    "command_list_ok_begin\nping\nfly me\nping\ncommand_list_end\nping\n",
                    "command_list_begin\nping\nfly\ncommand_list_end\n",
                    "command_list_begin\nadd nothing\ncommand_list_end\n",
                    "command_list_begin\nclear\nplay 7\nping\ncommand_list_end\n",
                    "command_list_begin\nping\ncommand_list_begin\ncommand_list_end\n",
                    "command_list_end\nping\n",
                    "command_list_begin\ntagtypes clear\ntagtypes enable Artist\ncommand_list_end\n",
                    "command_list_begin\nrepeat \"1\"\nrandom 0\ncommand_list_end\n",
                    "noidle\nping\n",
                    "idle\nnoidle\nping\n",
                    "command_list_begin\nping\nclose\nping\ncommand_list_end\n");

    @TempDir private Path folder;

    /** What a server sends until the connection ends. */
    private static String answers(int port, String script) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((script + "close\n").getBytes(UTF_8));
            return script + new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private List<String> arguments(int port) {
        String settings =
                """
                music_directory "%1$s"
                db_file "%1$s/db"
                log_file "%1$s/log"
                bind_to_address "127.0.0.1"
                port "%2$d"
                audio_output {
                  type "null"
                  name "none"
                }
                """
                        .formatted(folder, port);
        try {
            return List.of(
                    "--no-daemon", Files.writeString(folder.resolve("conf"), settings).toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSameBytesAsMpdToTheSameLists() throws Exception {
        try (RealProcess real = RealProcess.start("mpd", this::arguments);
                Served example = new Served(reactor -> MpdExample.factory())) {
            for (String script : SCRIPTS) {
                assertThat(answers(example.port(), script))
                        .isEqualTo(answers(real.address().getPort(), script));
            }
        }
    }
}
