package org.ropewalk.it.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.it.real.Programs;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.CommandFactory;

/**
 * The dissectors that are generated for examples, run by {@code tshark} on what their servers and a
 * client send.
 */
class DissectorTest {
    private static final List<String> COLUMNS =
            List.of("request", "reply", "push", "command", "state", "outcome", "error");

    @TempDir private Path folder;

    private Path dissector(String type) throws Exception {
        String name = "META-INF/ropewalk/org.ropewalk.examples." + type + ".lua";
        URL written = getClass().getClassLoader().getResource(name);
        assertThat(written).as(name).isNotNull();
        Path script = folder.resolve("dissector.lua");
        try (var text = written.openStream()) {
            Files.write(script, text.readAllBytes());
        }
        return script;
    }

    /** What tshark prints of the packets that the dissector takes. */
    private List<String> tshark(String type, int port, Capture capture, String... options)
            throws Exception {
        String filter = "ropewalk." + type.replaceAll(".*\\.", "").toLowerCase(Locale.ROOT);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-X",
                                "lua_script:" + dissector(type),
                                "-o",
                                filter + ".ports:" + port,
                                "-r",
                                capture.write(folder.resolve("capture.pcap")).toString(),
                                "-Y",
                                filter));
        for (String option : options) {
            command.add(option.replace("@", filter));
        }
        return Programs.run(folder, "", command)
                .lines()
                .filter(line -> !line.startsWith("Running as user"))
                .toList();
    }

    private List<String> fields(String type, int port, Capture capture, String... fields)
            throws Exception {
        List<String> options = new ArrayList<>(List.of("-T", "fields", "-E", "separator=|"));
        for (String field : fields) {
            options.add("-e");
            options.add(field.matches("(frame|_ws)\\..*") ? field : "@." + field);
        }
        return tshark(type, port, capture, options.toArray(String[]::new));
    }

    private Capture memcached() {
        return new Capture(MemcachedExample.factory(20_000), 11_211)
                .send("set a 5 0 5\r\nhel", "lo\r\n")
                .send("get a b\r\n")
                .send("set b 0 0 1 noreply\r\nx\r\nincr a 1\r\n")
                .send("bogus\r\n");
    }

    @Test
    void memcached_has_requests_payloads_and_replies() throws Exception {
        assertThat(
                        fields(
                                "memcached.Memcached",
                                11_211,
                                memcached(),
                                COLUMNS.toArray(String[]::new)))
                .containsExactly(
                        "set a 5 0 5|||store|Memcached||",
                        "|STORED|||Memcached|STORED|",
                        "get a b|||get|Memcached||",
                        "|VALUE a 5 5,END|||Memcached,Memcached|done,done|",
                        "set b 0 0 1 noreply,incr a 1|||store,incr|Memcached,Memcached||",
                        "|CLIENT_ERROR cannot increment or decrement non-numeric value|||Memcached"
                                + "|ClientError|",
                        "bogus||||Memcached||",
                        "|ERROR|||Memcached||unknown");
    }

    @Test
    void values_have_types_and_payloads_their_bytes_over_two_segments() throws Exception {
        assertThat(
                        fields(
                                "memcached.Memcached",
                                11_211,
                                memcached(),
                                "value.key",
                                "value.flags",
                                "value.data.length",
                                "payload",
                                "payload_length"))
                .startsWith("a|5|5|68656c6c6f|5", "||||", "||||", "a|5|5|68656c6c6f|5");
    }

    @Test
    void an_unknown_command_is_flagged() throws Exception {
        assertThat(
                        tshark(
                                "memcached.Memcached",
                                11_211,
                                memcached(),
                                "-Y",
                                "@.unknown",
                                "-T",
                                "fields",
                                "-e",
                                "@.request"))
                .containsExactly("bogus");
    }

    @Test
    void pop3_has_states_response_times_and_what_is_out_of_place() throws Exception {
        PostOffice office = new PostOffice(folder.resolve("mail"), "secret", false);
        office.drop("u1").orElseThrow().deliver(Bytes.of("Subject: one\r\n\r\nhello\r\n"));
        CommandFactory<?> factory = Pop3Example.factory(office);
        Capture capture =
                new Capture(factory, 110)
                        .send("STAT\r\n")
                        .send("US", "ER u1\r\n")
                        .send("PASS secret\r\n")
                        .send("STAT\r\nLIST\r\nRETR 1\r\n")
                        .send("DELE x\r\n")
                        .send("QUIT\r\n");

        assertThat(
                        fields(
                                "pop3.Pop3",
                                110,
                                capture,
                                "frame.number",
                                "request",
                                "reply",
                                "state",
                                "error",
                                "request_in",
                                "time",
                                "_ws.expert.message"))
                .containsExactly(
                        "4||+OK Ropewalk's POP3 ready|Authorization||||",
                        "5|STAT||Authorization||||A command of another state",
                        "6||-ERR not in this state|Authorization|misplaced|5|0.001000000"
                                + "|The server found something wrong",
                        "8|USER u1||Authorization||||",
                        "9||+OK whose password is?|Authorization||8|0.001000000|",
                        "10|PASS secret||Authorization||||",
                        "11||+OK logged in|Authorization||10|0.001000000|",
                        "12|STAT,LIST,RETR 1||Transaction,Transaction,Transaction||||",
                        "13||+OK 1 23,+OK,1 23,.,+OK|Transaction,Transaction,Transaction,"
                                + "Transaction,Transaction||12,12,12,12,12|0.001000000,0.001000000,"
                                + "0.001000000,0.001000000,0.001000000|",
                        "14|DELE x||Transaction||||A command of another form",
                        "15||-ERR not a number|Transaction|malformed|14|0.001000000"
                                + "|The server found something wrong",
                        "16|QUIT||Transaction||||",
                        "17||+OK bye|Transaction||16|0.001000000|");
    }

    @Test
    void a_second_pass_shows_the_same_and_the_frame_of_the_reply() throws Exception {
        Capture capture = memcached();
        String[] all = {"-T", "fields", "-e", "@.request", "-e", "@.reply", "-e", "@.outcome"};
        List<String> twice = new ArrayList<>(List.of("-2"));
        twice.addAll(Arrays.asList(all));

        assertThat(tshark("memcached.Memcached", 11_211, capture, twice.toArray(String[]::new)))
                .isEqualTo(tshark("memcached.Memcached", 11_211, capture, all));
        assertThat(
                        tshark(
                                "memcached.Memcached",
                                11_211,
                                capture,
                                "-2",
                                "-T",
                                "fields",
                                "-e",
                                "@.reply_in"))
                .startsWith("6", "", "8");
    }

    @Test
    void nats_has_pushes_and_several_payloads_and_a_tree() throws Exception {
        Capture capture =
                new Capture(NatsExample.factory(new Broker()), 4_222)
                        .send("CONNECT {\"verbose\":false,\"headers\":true}\r\nPING\r\n")
                        .send("SUB a.b 1\r\nPUB a.b 5\r\nhello\r\n")
                        .send("HPUB a.b 12 17\r\nNATS/1.0\r\n", "\r\nhello\r\n")
                        .send("NONSENSE\r\n");

        assertThat(
                        fields("nats.Nats", 4_222, capture, COLUMNS.toArray(String[]::new)).stream()
                                .skip(1))
                .containsExactly(
                        "CONNECT {\"verbose\":false,\"headers\":true},PING|||CONNECT,PING|Nats,Nats||",
                        "|PONG|||Nats|done|",
                        "SUB a.b 1,PUB a.b 5|||SUB,PUB|Nats,Nats||",
                        "||MSG a.b 1 5||Nats|message|",
                        "HPUB a.b 12 17|||HPUB|Nats||",
                        "||HMSG a.b 1 12 17||Nats|message|",
                        "NONSENSE||||Nats||",
                        "|-ERR 'Unknown Protocol Operation'|||Nats||unknown");
        assertThat(tshark("nats.Nats", 4_222, capture, "-V"))
                .containsSubsequence(
                        "Nats, request: HPUB a.b 12 17",
                        "    Request: HPUB a.b 12 17",
                        "    [Command: HPUB]",
                        "    [State: Nats]",
                        "    subject: a.b",
                        "    headers.length: 12",
                        "    headers+data.length: 17",
                        "    [Payload length: 17]",
                        "    Payload: 4e4154532f312e300d0a0d0a68656c6c6f");
    }
}
