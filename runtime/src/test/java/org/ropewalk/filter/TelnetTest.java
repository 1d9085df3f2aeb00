package org.ropewalk.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Output;

/** Telnet's commands, however they are cut. */
class TelnetTest {
    private static final String IAC = "\u00FF";
    private static final String SB = IAC + "\u00FA";
    private static final String SE = IAC + "\u00F0";
    private static final String WILL = IAC + "\u00FB";
    private static final String WONT = IAC + "\u00FC";
    private static final String DO = IAC + "\u00FD";
    private static final String DONT = IAC + "\u00FE";
    private static final int SCRIPTS = 2_000;

    private final Output lines = new Output(16);
    private final Output answers = new Output(16);

    private static String text(Output output) {
        String text = new String(output.array(), 0, output.position(), ISO_8859_1);
        output.clear();
        return text;
    }

    private String lines(Filter filter, String received) {
        byte[] bytes = received.getBytes(ISO_8859_1);
        filter.received(bytes, 0, bytes.length, lines, answers);
        return text(lines);
    }

    private static String sent(String data) {
        Output network = new Output(16);
        byte[] bytes = data.getBytes(ISO_8859_1);
        new Telnet().sent(bytes, 0, bytes.length, network);
        return text(network);
    }

    @Test
    void byte255IsDoubledAndReadAsOne() {
        assertThat(sent("a" + IAC + "b" + IAC + IAC))
                .isEqualTo("a" + IAC + IAC + "b" + (IAC + IAC).repeat(2));
        assertThat(lines(new Telnet(), "a" + IAC + IAC + "b\r\n")).isEqualTo("a" + IAC + "b\r\n");
    }

    @Test
    void nothingThatWasReceivedInClearChangesWhatTlsProtects() {
        Telnet telnet = new Telnet();
        for (String begun : new String[] {IAC, DO, SB + "x", SB + IAC}) {
            assertThat(lines(telnet, begun)).isEmpty();
            telnet.restart();
            assertThat(lines(telnet, "a\r\n")).isEqualTo("a\r\n");
        }
    }

    @Test
    void anOptionIsRefusedOnce() {
        Telnet telnet = new Telnet();

        assertThat(lines(telnet, (DO + "\1" + WILL + "\3").repeat(100) + "x")).isEqualTo("x");
        assertThat(text(answers)).isEqualTo(WONT + "\1" + DONT + "\3");
        assertThat(lines(telnet, WONT + "\3" + DONT + "\1")).isEmpty();
        assertThat(text(answers)).isEmpty();
    }

    @Test
    void anAllowedOptionIsAgreedToOnce() {
        class Echo extends Telnet {
            Echo() {
                allowHere(1);
                allowThere(31);
            }
        }
        Telnet telnet = new Echo();

        lines(telnet, (DO + "\1" + WILL + "\u001F" + WILL + "\1").repeat(3));

        assertThat(text(answers)).isEqualTo(WILL + "\1" + DO + "\u001F" + DONT + "\1");
    }

    @Test
    void otherCommandsAreDropped() {
        String commands = IAC + "\u00F4" + IAC + "\u00F5" + IAC + "\u00F6" + IAC + "\u00F1";

        assertThat(lines(new Telnet(), "AB" + commands + "OR\r\n")).isEqualTo("ABOR\r\n");
        assertThat(text(answers)).isEmpty();
    }

    @Test
    void aSubnegotiationIsDroppedAndBounded() {
        assertThat(lines(new Telnet(), SB + "\30\1" + IAC + IAC + "x" + SE + "b")).isEqualTo("b");
        assertThat(lines(new Telnet(), SB + "x".repeat(257) + "PING\r\n")).isEqualTo("PING\r\n");
        assertThat(lines(new Telnet(), SB + "x".repeat(1_000_000))).hasSize(1_000_000 - 257);
    }

    @Test
    void whatIsReceivedDoesNotDependOnHowItIsCut() {
        byte[] common = (IAC + IAC + SB + SE + WILL + DO + "a\r\n").getBytes(ISO_8859_1);
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            StringBuilder script = new StringBuilder();
            for (int i = random.nextInt(600); i > 0; i--) {
                script.append((char) (common[random.nextInt(common.length)] & 0xFF));
            }
            String whole = lines(new Telnet(), script.toString());
            String answered = text(answers);
            Telnet telnet = new Telnet();
            StringBuilder pieces = new StringBuilder();
            for (char one : script.toString().toCharArray()) {
                pieces.append(lines(telnet, String.valueOf(one)));
            }
            assertThat(pieces.toString()).isEqualTo(whole);
            assertThat(text(answers)).isEqualTo(answered);
        }
    }

    @Test
    void whatIsSentIsReadBack() {
        String all = "";
        for (char one = 0; one < 256; one++) {
            all += one;
        }
        assertThat(lines(new Telnet(), sent(all))).isEqualTo(all);
    }
}
