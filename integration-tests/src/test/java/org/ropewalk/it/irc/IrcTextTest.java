package org.ropewalk.it.irc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.it.irc.IrcClients.HOST;
import static org.ropewalk.it.irc.IrcClients.NOW;
import static org.ropewalk.it.irc.IrcClients.assertAnswer;
import static org.ropewalk.it.irc.IrcClients.tell;

import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/**
 * Texts and names of any encoding in the IRC example: RFC 2812 2.2, "no specific character set".
 */
class IrcTextTest {
    private static final String LATIN = "caf\u00e9 \u00ff\u0080";

    private final IrcClients irc = new IrcClients();

    /** Bytes that are no UTF-8 reach others as they are. */
    @Test
    void F26_textsOfAnyEncodingArePassedOn() {
        StringTransport alice = irc.unregistered();
        String input = "PASS " + LATIN + "\r\nNICK alice\r\nUSER a 0 * :" + LATIN + "\r\n";
        alice.deliver(input.getBytes(ISO_8859_1));
        alice.runTurns();
        assertThat(alice.text()).contains(" 001 alice ");
        StringTransport bob = irc.client("bob", "JOIN #c");
        alice.deliver("JOIN #c\r\n");
        alice.runTurns();
        bob.clear();
        String source = ":alice!~a" + HOST;
        tell(alice, "TOPIC #c :" + LATIN);
        assertLatin(bob, source + " TOPIC #c :" + LATIN);
        tell(bob, "TOPIC #c");
        assertLatin(bob, ":s 332 bob #c :" + LATIN, ":s 333 bob #c alice " + NOW.getEpochSecond());
        tell(bob, "LIST #c");
        assertLatin(bob, ":s 322 bob #c 2 :" + LATIN, ":s 323 bob :End of LIST");
        tell(alice, "AWAY :" + LATIN);
        tell(bob, "PRIVMSG alice :" + LATIN);
        assertLatin(bob, ":s 301 bob alice :" + LATIN);
        tell(bob, "WHO alice");
        assertLatin(
                bob,
                ":s 352 bob * ~a 192.168.1.1 s alice G :0 " + LATIN,
                ":s 315 bob alice :End of WHO list");
        tell(bob, "PING :" + LATIN);
        assertLatin(bob, ":s PONG s :" + LATIN);
        tell(alice, "PART #c :" + LATIN);
        assertLatin(bob, source + " PART #c :" + LATIN);
        tell(alice, "JOIN #c");
        bob.clear();
        tell(bob, "KICK #c alice :" + LATIN);
        assertLatin(bob, ":bob!~bob" + HOST + " KICK #c alice :" + LATIN);
        tell(alice, "JOIN #c");
        bob.clear();
        tell(alice, "QUIT :" + LATIN);
        assertLatin(bob, source + " QUIT :\"" + LATIN + "\"");
        tell(bob, "WHOWAS alice 1");
        assertLatin(
                bob,
                ":s 314 bob alice ~a 192.168.1.1 * :" + LATIN,
                ":s 312 bob alice s :2001-09-09T01:46:40Z",
                ":s 369 bob alice :End of WHOWAS");
    }

    /** Modern IRC, channel names: any byte but blank, comma and BELL; case is that of ASCII. */
    @Test
    void F63_namesOfChannelsHaveAnyEncoding() {
        StringTransport alice = irc.client("alice");
        tell(alice, "JOIN #caf\u00e9");
        assertLatin(
                alice,
                ":alice!~alice" + HOST + " JOIN :#caf\u00e9",
                ":s 353 alice = #caf\u00e9 :@alice",
                ":s 366 alice #caf\u00e9 :End of NAMES list");
        StringTransport bob = irc.client("bob");
        tell(bob, "JOIN #CAF\u00e9,#caf\u00c9,#caf\u00c3\u00a9");
        bob.runTurns();
        String received = new String(bob.value(), ISO_8859_1);
        assertThat(received)
                .contains(" = #caf\u00e9 :@alice bob\r\n")
                .contains(" = #caf\u00c9 :@bob\r\n")
                .contains(" = #caf\u00c3\u00a9 :@bob\r\n");
        alice.clear();
        tell(bob, "PRIVMSG #caf\u00e9 :x");
        alice.runTurns();
        assertLatin(alice, ":bob!~bob" + HOST + " PRIVMSG #caf\u00e9 :x");
        tell(alice, "KICK #caf\u00e9 bob :" + LATIN);
        assertLatin(alice, ":alice!~alice" + HOST + " KICK #caf\u00e9 bob :" + LATIN);
        tell(alice, "NICK caf\u00e9");
        assertLatin(alice, ":s 432 alice caf\u00e9 :Erroneous nickname");
    }

    /** RFC 2812 4.9: as many nicknames as a line of 512 bytes has room for. */
    @Test
    void F63_isonTakesALineFullOfNicknames() {
        StringTransport alice = irc.client("alice");
        tell(alice, "ISON alice" + " b".repeat(240));
        assertLatin(alice, ":s 303 alice :alice");
    }

    private static String fromBob(String verb, String target, String text) {
        return ":bob!~bob" + HOST + " " + verb + " " + target + " :" + text + "\r\n";
    }

    /** Modern IRC, CTCP and formatting: control characters in texts are passed on. */
    @Test
    void F63_ctcpAndFormattingArePassedOn() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob", "JOIN #c");
        String codes =
                "\2bold\2 \0034,1red\3 \4ff0000\4 \17 \21m\21 \26r\26 \35i\35 \36s\36 \37u\37";
        for (String text :
                new String[] {"\1VERSION\1", "\1ACTION waves\1", "\1PING 1 2\1", codes}) {
            for (String verb : new String[] {"PRIVMSG", "NOTICE"}) {
                for (String target : new String[] {"#c", "ann"}) {
                    ann.clear();
                    assertAnswer(bob, verb + " " + target + " :" + text);
                    ann.runTurns();
                    assertThat(ann.text()).isEqualTo(fromBob(verb, target, text));
                }
            }
        }
    }

    /** Modern IRC: formatting may stand in topics, reasons and messages of absence too. */
    @Test
    void F63_formattingIsPassedOnInOtherTexts() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        String by = ":ann!~ann" + HOST;
        assertAnswer(ann, "TOPIC #c :\2news\2", by + " TOPIC #c :\2news\2");
        assertAnswer(ann, "AWAY :\35tea\35", ":s 306 ann :You have been marked as being away");
        assertAnswer(ann, "PRIVMSG ann :x", ":s 301 ann ann :\35tea\35", by + " PRIVMSG ann :x");
        assertAnswer(ann, "PART #c :\37bye\37", by + " PART #c :\37bye\37");
    }

    /** RFC 2812 2.3.1: names of users and channels have no such characters; others are refused. */
    @Test
    void F63_controlsAreNotAllowedInNames_andOthersNowhere() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        assertAnswer(ann, "NICK a\2n", ":s 432 ann a\2n :Erroneous nickname");
        assertAnswer(ann, "JOIN #\2x", ":s 403 ann #\2x :No such channel");
        assertAnswer(ann, "PRIVMSG #c :\7bell", ":s 461 ann PRIVMSG :control character");
    }

    /** RFC 2812 2.2: no character set is specified. */
    @Test
    void F63_messagesInAnyEncodingArePassedOnByteForByte() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob", "JOIN #c");
        for (String verb : new String[] {"PRIVMSG", "NOTICE"}) {
            for (String target : new String[] {"#c", "ann"}) {
                for (String text : new String[] {"caf\u00e9", "\u00ff\u00fe", "\u00c3\u00a9"}) {
                    ann.clear();
                    bob.deliver((verb + " " + target + " :" + text + "\r\n").getBytes(ISO_8859_1));
                    bob.runTurns();
                    ann.runTurns();
                    assertThat(new String(ann.value(), ISO_8859_1))
                            .isEqualTo(fromBob(verb, target, text));
                }
            }
        }
    }

    /** RFC 2812 2.3: 512 bytes with the line's end. */
    @Test
    void F63_longMessagesAreCutInBytes_betweenCharacters() {
        StringTransport ann = irc.client("ann");
        StringTransport bob = irc.client("bob");

        bob.deliver("PRIVMSG ann :" + "\u00e9".repeat(248) + "\r\n");
        ann.runTurns();

        String around = ":bob!~bob" + HOST + " PRIVMSG ann :";
        int room = 510 - around.length() - "[CUT]".length();
        assertThat(ann.text()).isEqualTo(around + "\u00e9".repeat(room / 2) + "[CUT]\r\n");
    }

    /** CASEMAPPING=ascii: other letters have no case. */
    @Test
    void F63_channelsDifferByLettersThatAreNotAscii() {
        StringTransport ann = irc.client("ann", "JOIN #\u00e4", "JOIN #\u00c4B", "JOIN #\u00c4b");

        assertAnswer(
                ann,
                "LIST",
                ":s 322 ann #\u00e4 1 :",
                ":s 322 ann #\u00c4B 1 :",
                ":s 323 ann :End of LIST");
    }

    private static void assertLatin(StringTransport transport, String... lines) {
        transport.runTurns();
        String received = new String(transport.value(), ISO_8859_1);
        transport.clear();
        assertThat(received).isEqualTo(String.join("\r\n", lines) + "\r\n");
    }
}
