package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.testing.StringTransport;

/** What the IRC example answers, against RFC 2811, RFC 2812 and the page "Modern IRC". */
class IrcTextTest {
    private static final String HOST = "@192.168.1.1";
    private static final Instant NOW = Instant.ofEpochSecond(1_000_000_000);

    private final Network network =
            new Network("s", new MemoryBudget(), Clock.fixed(NOW, ZoneOffset.UTC));

    private StringTransport connect(String nick) {
        StringTransport transport = new StringTransport().connect(IrcExample.factory(network));
        transport.deliver("NICK " + nick + "\r\nUSER " + nick + " 0 * :Real " + nick + "\r\n");
        return transport;
    }

    /** A client that has sent {@code lines}; what was answered is dropped. */
    private StringTransport client(String nick, String... lines) {
        StringTransport transport = connect(nick);
        for (String line : lines) {
            transport.deliver(line + "\r\n");
        }
        transport.clear();
        return transport;
    }

    private static void assertAnswer(StringTransport transport, String input, String... lines) {
        transport.clear();
        transport.deliver(input + "\r\n");
        transport.runTurns();
        assertReceived(transport, lines);
    }

    private static void assertReceived(StringTransport transport, String... lines) {
        transport.runTurns();
        assertThat(transport.takeText())
                .isEqualTo(
                        java.util.Arrays.stream(lines)
                                .map(line -> line + "\r\n")
                                .collect(Collectors.joining()));
    }

    // ---- texts: RFC 2812 2.2: "no specific character set is specified"

    private static final String LATIN = "caf\u00e9 \u00ff\u0080";

    /** Bytes that are no UTF-8 reach others as they are. */
    @Test
    void F26_textsOfAnyEncodingArePassedOn() {
        StringTransport alice = new StringTransport().connect(IrcExample.factory(network));
        String input = "PASS " + LATIN + "\r\nNICK alice\r\nUSER a 0 * :" + LATIN + "\r\n";
        alice.deliver(input.getBytes(ISO_8859_1));
        alice.runTurns();
        assertThat(alice.text()).contains(" 001 alice ");
        StringTransport bob = client("bob", "JOIN #c");
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
        StringTransport alice = client("alice");
        tell(alice, "JOIN #caf\u00e9");
        assertLatin(
                alice,
                ":alice!~alice" + HOST + " JOIN :#caf\u00e9",
                ":s 353 alice = #caf\u00e9 :@alice",
                ":s 366 alice #caf\u00e9 :End of NAMES list");
        StringTransport bob = client("bob");
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
        StringTransport alice = client("alice");
        tell(alice, "ISON alice" + " b".repeat(240));
        assertLatin(alice, ":s 303 alice :alice");
    }

    private static void tell(StringTransport transport, String line) {
        transport.deliver((line + "\r\n").getBytes(ISO_8859_1));
        transport.runTurns();
    }

    private static void assertLatin(StringTransport transport, String... lines) {
        transport.runTurns();
        String received = new String(transport.value(), ISO_8859_1);
        transport.clear();
        assertThat(received).isEqualTo(String.join("\r\n", lines) + "\r\n");
    }

    // ---- AWAY: RFC 2812 4.1, Modern IRC

    @Test
    void F63_awayIsShownToUsersWhoWrite() {
        StringTransport ann = client("ann");
        StringTransport bob = client("bob");

        assertAnswer(ann, "AWAY :at lunch", ":s 306 ann :You have been marked as being away");
        assertAnswer(bob, "PRIVMSG ann :hi", ":s 301 bob ann :at lunch");
        assertReceived(ann, ":bob!~bob" + HOST + " PRIVMSG ann :hi");
        assertAnswer(bob, "NOTICE ann :hi");
        assertAnswer(
                bob,
                "WHO ann",
                ":s 352 bob * ~ann 192.168.1.1 s ann G :0 Real ann",
                ":s 315 bob ann :End of WHO list");
        assertAnswer(bob, "USERHOST ann", ":s 302 bob :ann=-~ann" + HOST);
        assertAnswer(ann, "AWAY", ":s 305 ann :You are no longer marked as being away");
        assertAnswer(bob, "PRIVMSG ann :hi");
        assertAnswer(bob, "USERHOST ann nobody", ":s 302 bob :ann=+~ann" + HOST);
    }

    /** Modern IRC, AWAY: an empty text is none; AWAYLEN. */
    @Test
    void F63_anEmptyAwayEndsIt_andALongOneIsCut() {
        StringTransport ann = client("ann", "AWAY :x");
        StringTransport bob = client("bob");

        assertAnswer(ann, "AWAY :", ":s 305 ann :You are no longer marked as being away");
        ann.deliver("AWAY :" + "x".repeat(300) + "\r\n");
        assertAnswer(bob, "PRIVMSG ann :hi", ":s 301 bob ann :" + "x".repeat(200));
    }

    // ---- INVITE: RFC 2812 3.2.7, Modern IRC

    @Test
    void F63_anInvitationReachesTheInvitedAlone_andOpensAnInviteOnlyChannel() {
        StringTransport ann = client("ann", "JOIN #c", "MODE #c +i");
        StringTransport bob = client("bob");

        assertAnswer(bob, "JOIN #c", ":s 473 bob #c :Cannot join channel (+i)");
        assertAnswer(ann, "INVITE bob #c", ":s 341 ann bob #c");
        assertReceived(bob, ":ann!~ann" + HOST + " INVITE bob #c");
        assertAnswer(bob, "INVITE", ":s 336 bob #c", ":s 337 bob :End of INVITE list");
        assertAnswer(
                bob,
                "JOIN #c",
                ":bob!~bob" + HOST + " JOIN :#c",
                ":s 353 bob = #c :@ann bob",
                ":s 366 bob #c :End of NAMES list");
        assertAnswer(bob, "INVITE", ":s 337 bob :End of INVITE list");
    }

    @Test
    void F63_invitationsAreRefused() {
        StringTransport ann = client("ann", "JOIN #c", "MODE #c +i");
        StringTransport bob = client("bob");
        StringTransport eve = client("eve");

        assertAnswer(ann, "INVITE nobody #c", ":s 401 ann nobody :No such nick or channel name");
        assertAnswer(bob, "INVITE eve #c", ":s 442 bob #c :You are not on that channel");
        ann.deliver("INVITE bob #c\r\n");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "INVITE eve #c", ":s 482 bob #c :You are not channel operator");
        assertAnswer(ann, "INVITE bob #c", ":s 443 ann bob #c :is already on channel");
        assertAnswer(eve, "INVITE bob", ":s 461 eve INVITE :Syntax error");
        assertAnswer(ann, "INVITE eve #none", ":s 341 ann eve #none");
    }

    /** RFC 2812 3.2.7: the inviting client is told that the other is away. */
    @Test
    void F63_anInviterIsInformedThatTheUserIsAway() {
        StringTransport ann = client("ann", "JOIN #c");
        client("bob", "AWAY :gone");

        assertAnswer(ann, "INVITE bob #c", ":s 301 ann bob :gone", ":s 341 ann bob #c");
    }

    // ---- LUSERS: RFC 2812 3.4.2, 5.1; Modern IRC

    @Test
    void F63_lusersCounts() {
        StringTransport ann = client("ann", "JOIN #c", "MODE ann +i");
        client("bob");
        StringTransport unknown = new StringTransport().connect(IrcExample.factory(network));
        String[] expected = {
            ":s 251 ann :There are 1 users and 1 invisible on 1 servers",
            ":s 253 ann 1 :unknown connection(s)",
            ":s 254 ann 1 :channels formed",
            ":s 255 ann :I have 2 clients and 0 servers",
            ":s 265 ann 2 2 :Current local users 2, max 2",
            ":s 266 ann 2 2 :Current global users 2, max 2"
        };

        assertAnswer(ann, "LUSERS", expected);
        assertAnswer(ann, "LUSERS * s", expected);
        assertAnswer(ann, "LUSERS * other", ":s 402 ann other :No such server");
        unknown.lose(new org.ropewalk.reactor.ConnectionLost("gone"));
        ann.deliver("PART #c\r\n");
        assertAnswer(
                ann,
                "LUSERS",
                ":s 251 ann :There are 1 users and 1 invisible on 1 servers",
                ":s 255 ann :I have 2 clients and 0 servers",
                ":s 265 ann 2 2 :Current local users 2, max 2",
                ":s 266 ann 2 2 :Current global users 2, max 2");
    }

    // ---- WHOWAS: RFC 2812 3.6.3

    @Test
    void F63_whowasReportsUsersThatHaveLeftOrChangedTheirName() {
        StringTransport ann = client("ann");
        client("bob", "NICK bobby", "QUIT");
        client("bob", "QUIT");
        String at = "2001-09-09T01:46:40Z";

        assertAnswer(
                ann,
                "WHOWAS bob",
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 369 ann bob :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS BOB 1",
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 369 ann BOB :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS bobb? -1 s",
                ":s 314 ann bobby ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bobby s :" + at,
                ":s 369 ann bobb? :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS nobody,ann",
                ":s 406 ann nobody :There was no such nickname",
                ":s 369 ann nobody :End of WHOWAS",
                ":s 406 ann ann :There was no such nickname",
                ":s 369 ann ann :End of WHOWAS");
        assertAnswer(ann, "WHOWAS", ":s 431 ann :No nickname given");
    }

    @Test
    void F63_whowasIsBounded() {
        StringTransport ann = client("ann");
        for (int i = 0; i <= 500; i++) {
            client("n" + i, "QUIT");
        }
        assertAnswer(
                ann,
                "WHOWAS n0",
                ":s 406 ann n0 :There was no such nickname",
                ":s 369 ann n0 :End of WHOWAS");
        ann.deliver("WHOWAS n1\r\n");
        assertThat(ann.takeText()).startsWith(":s 314 ann n1 ");
    }

    // ---- WHO: RFC 2812 3.6.1, Modern IRC

    @Test
    void F63_whoTakesMasks() {
        StringTransport ann = client("ann", "JOIN #c");
        client("Anna", "JOIN #c");
        client("bob");
        String first = ":s 352 ann * ~ann 192.168.1.1 s ann H :0 Real ann";
        String second = ":s 352 ann * ~Anna 192.168.1.1 s Anna H :0 Real Anna";
        String third = ":s 352 ann * ~bob 192.168.1.1 s bob H :0 Real bob";

        assertAnswer(ann, "WHO an*", first, second, ":s 315 ann an* :End of WHO list");
        assertAnswer(ann, "WHO ?OB", third, ":s 315 ann ?OB :End of WHO list");
        assertAnswer(ann, "WHO *bo*", third, ":s 315 ann *bo* :End of WHO list");
        assertAnswer(ann, "WHO", first, second, third, ":s 315 ann * :End of WHO list");
        assertAnswer(ann, "WHO 0", first, second, third, ":s 315 ann 0 :End of WHO list");
        assertAnswer(
                ann,
                "WHO 192.168.*",
                first,
                second,
                third,
                ":s 315 ann 192.168.* :End of WHO list");
        assertAnswer(ann, "WHO x*y", ":s 315 ann x*y :End of WHO list");
        assertAnswer(ann, "WHO * o", ":s 315 ann * :End of WHO list");
        assertAnswer(
                ann,
                "WHO #C",
                ":s 352 ann #c ~ann 192.168.1.1 s ann H@ :0 Real ann",
                ":s 352 ann #c ~Anna 192.168.1.1 s Anna H :0 Real Anna",
                ":s 315 ann #C :End of WHO list");
    }

    /** RFC 2812 3.1.5, 3.6.1: mode i. */
    @Test
    void F63_invisibleUsersAreFoundByTheirWholeNameAlone() {
        StringTransport ann = client("ann", "JOIN #c", "MODE ann +i");
        StringTransport bob = client("bob");
        String whole = ":s 352 bob * ~ann 192.168.1.1 s ann H :0 Real ann";

        assertAnswer(bob, "WHO a*", ":s 315 bob a* :End of WHO list");
        assertAnswer(bob, "WHO #c", ":s 315 bob #c :End of WHO list");
        assertAnswer(bob, "WHO ann", whole, ":s 315 bob ann :End of WHO list");
        assertAnswer(bob, "NAMES #c", ":s 366 bob #c :End of NAMES list");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "WHO a*", whole, ":s 315 bob a* :End of WHO list");
        assertThat(ann.isOpen()).isTrue();
    }

    // ---- WHOIS: RFC 2812 3.6.2

    @Test
    void F63_whoisReportsMarksIdleTimeAndAway() {
        client("ann", "JOIN #a,#b", "AWAY :out");
        StringTransport bob = client("bob", "JOIN #a");
        client("ann2", "JOIN #b");
        String[] expected = {
            ":s 311 bob ann ~ann 192.168.1.1 * :Real ann",
            ":s 312 bob ann s :Ropewalk",
            ":s 319 bob ann :@#a @#b",
            ":s 301 bob ann :out",
            ":s 317 bob ann 0 1000000000 :seconds idle, signon time",
            ":s 318 bob ann :End of WHOIS list"
        };

        assertAnswer(bob, "WHOIS ann", expected);
        assertAnswer(bob, "WHOIS s ann", expected);
        assertAnswer(bob, "WHOIS ann ann", expected);
        assertAnswer(bob, "WHOIS other ann", ":s 402 bob other :No such server");
        assertAnswer(bob, "WHOIS", ":s 431 bob :No nickname given");
        assertAnswer(
                bob,
                "WHOIS x,y",
                ":s 401 bob x :No such nick or channel name",
                ":s 318 bob x :End of WHOIS list",
                ":s 401 bob y :No such nick or channel name",
                ":s 318 bob y :End of WHOIS list");
    }

    @Test
    void F63_whoisHidesSecretChannelsAndThoseOfTheInvisible() {
        StringTransport ann = client("ann", "JOIN #a,#b", "MODE #b +s");
        StringTransport bob = client("bob");
        String[] parts = {
            ":s 311 bob ann ~ann 192.168.1.1 * :Real ann",
            ":s 312 bob ann s :Ropewalk",
            ":s 317 bob ann 0 1000000000 :seconds idle, signon time",
            ":s 318 bob ann :End of WHOIS list"
        };

        assertAnswer(
                bob, "WHOIS ann", parts[0], parts[1], ":s 319 bob ann :@#a", parts[2], parts[3]);
        ann.deliver("MODE ann +i\r\n");
        assertAnswer(bob, "WHOIS ann", parts);
    }

    // ---- secret and private channels: RFC 2811 4.2.6, RFC 2812 3.2.5

    @Test
    void F63_secretChannelsAreHiddenFromOutsiders() {
        StringTransport ann = client("ann", "JOIN #a", "MODE #a +s");
        StringTransport bob = client("bob");

        assertAnswer(bob, "LIST", ":s 323 bob :End of LIST");
        assertAnswer(bob, "LIST #a", ":s 323 bob :End of LIST");
        assertAnswer(bob, "NAMES", ":s 353 bob * * :ann bob", ":s 366 bob * :End of NAMES list");
        assertAnswer(bob, "NAMES #a", ":s 366 bob #a :End of NAMES list");
        assertAnswer(bob, "WHO #a", ":s 315 bob #a :End of WHO list");
        assertAnswer(ann, "LIST #A", ":s 322 ann #a 1 :", ":s 323 ann :End of LIST");
        assertAnswer(ann, "NAMES #a", ":s 353 ann @ #a :@ann", ":s 366 ann #a :End of NAMES list");
        ann.deliver("MODE #a -s\r\nMODE #a +p\r\n");
        assertAnswer(ann, "NAMES #a", ":s 353 ann * #a :@ann", ":s 366 ann #a :End of NAMES list");
        assertAnswer(bob, "LIST", ":s 323 bob :End of LIST");
        ann.deliver("MODE #a -p\r\n");
        assertAnswer(
                bob,
                "NAMES",
                ":s 353 bob = #a :@ann",
                ":s 353 bob * * :bob",
                ":s 366 bob * :End of NAMES list");
    }

    @Test
    void F63_aChannelIsNotPrivateAndSecret() {
        StringTransport ann = client("ann", "JOIN #a", "MODE #a +s");

        assertAnswer(ann, "MODE #a +p");
        assertAnswer(ann, "MODE #a -p");
        assertAnswer(ann, "MODE #a", ":s 324 ann #a +s", ":s 329 ann #a 1000000000");
    }

    /** RFC 2812 2.3: 512 bytes with the line's end. */
    @Test
    void F63_manyNamesAreSentInSeveralLines() {
        StringTransport ann = client("ann", "JOIN #a");
        IntStream.range(0, 100).forEach(i -> client("somebody" + i, "JOIN #a"));
        ann.clear();
        ann.deliver("NAMES #a\r\n");

        String answer = ann.takeText();

        assertThat(answer.lines()).hasSize(4).allMatch(line -> line.length() <= 510);
        assertThat(answer).contains(":@ann somebody0 ").contains(" somebody99\r\n");
    }

    // ---- OPER: RFC 2812 3.1.4

    @Test
    void F63_operIsRefused() {
        assertAnswer(client("ann"), "OPER me secret", ":s 491 ann :No O-lines for your host");
        assertAnswer(client("bob"), "OPER me", ":s 461 bob OPER :Syntax error");
    }

    // ---- channel modes: RFC 2811 4, RFC 2812 3.2.3

    @Test
    void F63_bansPreventJoiningAndSpeaking() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob", "JOIN #c");
        ann.clear();

        assertAnswer(ann, "MODE #c +b bob", ":ann!~ann" + HOST + " MODE #c +b bob!*@*");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        assertAnswer(bob, "NOTICE #c :x");
        bob.deliver("PART #c\r\n");
        assertAnswer(bob, "JOIN #c", ":s 474 bob #c :Cannot join channel (+b)");
        assertAnswer(
                bob,
                "MODE #c b",
                ":s 367 bob #c bob!*@* ann 1000000000",
                ":s 368 bob #c :End of channel ban list");
        ann.clear();
        assertAnswer(ann, "MODE #c +b BOB!*@*");
        assertAnswer(
                ann,
                "MODE #c -b+b BOB *@10.0.0.*",
                ":ann!~ann" + HOST + " MODE #c -b+b BOB!*@* *!*@10.0.0.*");
        assertAnswer(
                ann,
                "MODE #c +b",
                ":s 367 ann #c *!*@10.0.0.* ann 1000000000",
                ":s 368 ann #c :End of channel ban list");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
    }

    /** RFC 2811 4.3.1: an invitation stands for a ban; a voice speaks in spite of it. */
    @Test
    void F63_theInvitedMayJoinInSpiteOfABanAndTheLimit() {
        StringTransport ann = client("ann", "JOIN #c", "MODE #c +bl bob 1", "INVITE bob #c");
        StringTransport bob = client("bob");
        assertAnswer(bob, "JOIN #c", ":s 471 bob #c :Cannot join channel (+l)");
        ann.deliver("INVITE bob #c\r\n");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.deliver("MODE #c +v bob\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
    }

    /** MAXLIST, MODES. */
    @Test
    void F63_bansAreBounded() {
        StringTransport ann = client("ann", "JOIN #c");
        for (int i = 0; i < 50; i += 5) {
            ann.deliver(
                    "MODE #c +bbbbb "
                            + IntStream.range(i, i + 5)
                                    .mapToObj(n -> "n" + n)
                                    .collect(Collectors.joining(" "))
                            + "\r\n");
        }
        assertAnswer(ann, "MODE #c +b one", ":s 478 ann #c b :Channel list is full");
        assertAnswer(ann, "MODE #c -b n0", ":ann!~ann" + HOST + " MODE #c -b n0!*@*");
        assertAnswer(
                ann,
                "MODE #c +b " + "x".repeat(100),
                ":s 696 ann #c b " + "x".repeat(100) + "!*@* :Invalid mode parameter");
    }

    @Test
    void F63_limitsAndKeys() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob");
        String by = ":ann!~ann" + HOST + " MODE #c ";

        assertAnswer(ann, "MODE #c +lk 01 key", by + "+lk 1 key");
        assertAnswer(ann, "MODE #c", ":s 324 ann #c +kl key 1", ":s 329 ann #c 1000000000");
        assertAnswer(bob, "MODE #c", ":s 324 bob #c +kl * 1", ":s 329 bob #c 1000000000");
        assertAnswer(bob, "JOIN #c key", ":s 471 bob #c :Cannot join channel (+l)");
        assertAnswer(ann, "MODE #c -l", by + "-l");
        assertAnswer(
                bob, "JOIN #c no", ":s 475 bob #c :Cannot join channel (+k) -- Wrong channel key");
        assertAnswer(ann, "MODE #c -k key", by + "-k key");
        for (String wrong : new String[] {"0", "-1", "abc", "1000001", "99999999999999999999"}) {
            assertAnswer(
                    ann,
                    "MODE #c +l " + wrong,
                    ":s 696 ann #c l " + wrong + " :Invalid mode parameter");
        }
        assertAnswer(ann, "MODE #c +k a,b", ":s 696 ann #c k * :Invalid mode parameter");
        assertAnswer(
                ann, "MODE #c +k " + "x".repeat(24), ":s 696 ann #c k * :Invalid mode parameter");
        assertAnswer(ann, "MODE #c +l", ":s 461 ann MODE :Syntax error");
        assertAnswer(ann, "MODE #c -lk");
    }

    /** RFC 2812 3.2.8: one channel and several users, or as many channels as users. */
    @Test
    void F63_kickTakesLists() {
        StringTransport ann = client("ann", "JOIN #c,#d");
        client("bob", "JOIN #c,#d");
        client("cid", "JOIN #c,#d");
        String by = ":ann!~ann" + HOST + " KICK ";
        ann.clear();

        assertAnswer(
                ann,
                "KICK #c bob,dan,cid :out",
                by + "#c bob :out",
                ":s 441 ann dan #c :They are not on that channel",
                by + "#c cid :out");
        assertAnswer(
                ann,
                "KICK #d,#e,#d bob,bob,cid",
                by + "#d bob :ann",
                ":s 403 ann #e :No such channel",
                by + "#d cid :ann");
        assertAnswer(ann, "KICK #c,#d bob", ":s 461 ann KICK :Syntax error");
        assertAnswer(ann, "KICK #c,#d a,b,c", ":s 461 ann KICK :Syntax error");
    }

    /** Modern IRC, key channel mode: ERR_INVALIDMODEPARAM; RFC 2812 2.3.1: a key has no blanks. */
    @Test
    void F63_anArgumentOfAModeThatIsNoWordIs696() {
        StringTransport ann = client("ann", "JOIN #c");

        for (String wrong : new String[] {"two words", "", " "}) {
            for (String mode : new String[] {"k", "l", "b"}) {
                assertAnswer(
                        ann,
                        "MODE #c +" + mode + " :" + wrong,
                        ":s 696 ann #c " + mode + " * :Invalid mode parameter");
            }
            assertAnswer(ann, "MODE #c +o :" + wrong, ":s 401 ann * :No such nick or channel name");
        }
        assertAnswer(ann, "MODE #c", ":s 324 ann #c +", ":s 329 ann #c 1000000000");
        assertAnswer(ann, "MODE #c +k :key", ":ann!~ann" + HOST + " MODE #c +k key");
        assertAnswer(ann, "MODE #c -k :a b", ":ann!~ann" + HOST + " MODE #c -k *");
    }

    /**
     * RFC 2812 3.4.2: a client that has sent QUIT is counted no more, though its socket is open.
     */
    @Test
    void F63_aClientThatQuitsBeforeItIsRegisteredIsNotCounted() {
        StringTransport ann = client("ann");
        StringTransport other = new StringTransport().connect(IrcExample.factory(network));
        other.deliver("NICK other\r\n");
        ann.deliver("LUSERS\r\n");
        assertThat(ann.takeText()).contains(":s 253 ann 1 :unknown connection(s)\r\n");

        other.deliver("QUIT\r\n");
        ann.deliver("LUSERS\r\n");

        assertThat(ann.takeText()).doesNotContain(" 253 ");
        other.finish();
        ann.deliver("LUSERS\r\n");
        assertThat(ann.takeText()).doesNotContain(" 253 ").contains(" 255 ");
    }

    /** RFC 2812 3.3.2: a NOTICE is never answered, 3.7.3: a PONG without an origin is 409. */
    @Test
    void F63_aNoticeWithoutATextIsNotAnswered_aPongWithoutATokenIs() {
        StringTransport ann = client("ann");

        assertAnswer(ann, "NOTICE");
        assertAnswer(ann, "NOTICE ann");
        assertAnswer(ann, "PONG", ":s 409 ann :No origin specified");
    }

    /** RFC 2812 3.2.5; Modern IRC, NAMES. */
    @Test
    void F63_namesOfAllEndWithUsersThatAreInNoChannel() {
        StringTransport ann = client("ann", "JOIN #c");
        client("bob");
        client("cid", "MODE cid +i");

        assertAnswer(
                ann,
                "NAMES",
                ":s 353 ann = #c :@ann",
                ":s 353 ann * * :bob",
                ":s 366 ann * :End of NAMES list");
    }

    /** CHANMODES says that k has an argument, set or taken back (Modern IRC, ISUPPORT). */
    @Test
    void F63_aKeyThatIsTakenBackHasAnArgument() {
        StringTransport ann = client("ann", "JOIN #c", "MODE #c +k key");

        assertAnswer(ann, "MODE #c -k", ":ann!~ann" + HOST + " MODE #c -k *");
    }

    /** Modern IRC, MODE: 401 for a user that is not there, 502 for another. ngircd as well. */
    @Test
    void F63_theModesOfAnUnknownUserAre401_namesAreToldAsTheirOwnersWriteThem() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob", "JOIN #c");

        assertAnswer(ann, "MODE nosuch", ":s 401 ann nosuch :No such nick or channel name");
        assertAnswer(ann, "MODE bob", ":s 502 ann :Cannot set/get modes for other users");
        ann.deliver("PRIVMSG BOB,#C :hi\r\n");
        assertReceived(
                bob,
                ":ann!~ann" + HOST + " PRIVMSG bob :hi",
                ":ann!~ann" + HOST + " PRIVMSG #c :hi");
    }

    /** Modern IRC, CTCP and formatting: control characters in texts are passed on. */
    @Test
    void F63_ctcpAndFormattingArePassedOn() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob", "JOIN #c");
        String codes =
                "\2bold\2 \0034,1red\3 \4ff0000\4 \17 \21m\21 \26r\26 \35i\35 \36s\36 \37u\37";
        for (String text :
                new String[] {"\1VERSION\1", "\1ACTION waves\1", "\1PING 1 2\1", codes}) {
            for (String verb : new String[] {"PRIVMSG", "NOTICE"}) {
                for (String target : new String[] {"#c", "ann"}) {
                    ann.clear();
                    assertAnswer(bob, verb + " " + target + " :" + text);
                    ann.runTurns();
                    assertThat(ann.text())
                            .isEqualTo(
                                    ":bob!~bob"
                                            + HOST
                                            + " "
                                            + verb
                                            + " "
                                            + target
                                            + " :"
                                            + text
                                            + "\r\n");
                }
            }
        }
    }

    /** Modern IRC: formatting may stand in topics, reasons and messages of absence too. */
    @Test
    void F63_formattingIsPassedOnInOtherTexts() {
        StringTransport ann = client("ann", "JOIN #c");
        String by = ":ann!~ann" + HOST;
        assertAnswer(ann, "TOPIC #c :\2news\2", by + " TOPIC #c :\2news\2");
        assertAnswer(ann, "AWAY :\35tea\35", ":s 306 ann :You have been marked as being away");
        assertAnswer(ann, "PRIVMSG ann :x", ":s 301 ann ann :\35tea\35", by + " PRIVMSG ann :x");
        assertAnswer(ann, "PART #c :\37bye\37", by + " PART #c :\37bye\37");
    }

    /** RFC 2812 2.3.1: names of users and channels have no such characters; others are refused. */
    @Test
    void F63_controlsAreNotAllowedInNames_andOthersNowhere() {
        StringTransport ann = client("ann", "JOIN #c");
        assertAnswer(ann, "NICK a\2n", ":s 432 ann a\2n :Erroneous nickname");
        assertAnswer(ann, "JOIN #\2x", ":s 403 ann #\2x :No such channel");
        assertAnswer(ann, "PRIVMSG #c :\7bell", ":s 461 ann PRIVMSG :control character");
    }

    /** RFC 2812 2.2: no character set is specified. */
    @Test
    void F63_messagesInAnyEncodingArePassedOnByteForByte() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob", "JOIN #c");
        for (String verb : new String[] {"PRIVMSG", "NOTICE"}) {
            for (String target : new String[] {"#c", "ann"}) {
                for (String text : new String[] {"caf\u00e9", "\u00ff\u00fe", "\u00c3\u00a9"}) {
                    ann.clear();
                    bob.deliver((verb + " " + target + " :" + text + "\r\n").getBytes(ISO_8859_1));
                    bob.runTurns();
                    ann.runTurns();
                    assertThat(new String(ann.value(), ISO_8859_1))
                            .isEqualTo(
                                    ":bob!~bob"
                                            + HOST
                                            + " "
                                            + verb
                                            + " "
                                            + target
                                            + " :"
                                            + text
                                            + "\r\n");
                }
            }
        }
    }

    /** RFC 2812 2.3: 512 bytes with the line's end. */
    @Test
    void F63_longMessagesAreCutInBytes_betweenCharacters() {
        StringTransport ann = client("ann");
        StringTransport bob = client("bob");

        bob.deliver("PRIVMSG ann :" + "\u00e9".repeat(248) + "\r\n");
        ann.runTurns();

        String around = ":bob!~bob" + HOST + " PRIVMSG ann :";
        int room = 510 - around.length() - "[CUT]".length();
        assertThat(ann.text()).isEqualTo(around + "\u00e9".repeat(room / 2) + "[CUT]\r\n");
    }

    @Test
    void F63_moderationVoiceAndMessagesFromOutside() {
        StringTransport ann = client("ann", "JOIN #c");
        StringTransport bob = client("bob");
        String by = ":ann!~ann" + HOST + " MODE #c ";

        assertAnswer(bob, "PRIVMSG #c :x");
        ann.clear();
        assertAnswer(ann, "MODE #c +mnt", by + "+mnt");
        assertAnswer(ann, "MODE #c +mnt");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.deliver("MODE #c -m\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
        ann.deliver("MODE #c +m\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.clear();
        assertAnswer(ann, "MODE #c +v BOB", by + "+v bob");
        assertAnswer(bob, "PRIVMSG #c :x");
        assertAnswer(
                bob, "NAMES #c", ":s 353 bob = #c :@ann +bob", ":s 366 bob #c :End of NAMES list");
        ann.clear();
        assertAnswer(ann, "MODE #c +v bob");
        assertAnswer(ann, "MODE #c -v bob", by + "-v bob");
    }

    @Test
    void F63_ranksAreForMembers() {
        StringTransport ann = client("ann", "JOIN #c");
        client("bob");

        assertAnswer(ann, "MODE #c +o bob", ":s 441 ann bob #c :They are not on that channel");
        assertAnswer(ann, "MODE #c +v no", ":s 401 ann no :No such nick or channel name");
        assertAnswer(ann, "MODE #c +o", ":s 461 ann MODE :Syntax error");
        assertAnswer(ann, "MODE #c +x", ":s 472 ann x :is unknown mode char for #c");
        assertAnswer(ann, "KICK #c bob", ":s 441 ann bob #c :They are not on that channel");
    }

    // ---- user modes: RFC 2812 3.1.3, 3.1.5

    @Test
    void F63_userModes() {
        StringTransport ann = client("ann");
        StringTransport bob = new StringTransport().connect(IrcExample.factory(network));
        bob.deliver("NICK bob\r\nUSER bob 8 * :Real bob\r\n");

        assertAnswer(ann, "MODE ann", ":s 221 ann +");
        assertAnswer(ann, "MODE ANN +io", ":ann!~ann" + HOST + " MODE ann +i");
        assertAnswer(ann, "MODE ann +i");
        assertAnswer(ann, "MODE ann", ":s 221 ann +i");
        assertAnswer(
                ann,
                "MODE ann -i+z",
                ":s 501 ann :Unknown mode z",
                ":ann!~ann" + HOST + " MODE ann -i");
        assertAnswer(ann, "MODE bob +i", ":s 502 ann :Cannot set/get modes for other users");
        assertAnswer(bob, "MODE bob", ":s 221 bob +i");
    }

    // ---- names: RFC 2812 3.1.2, 3.1.3

    @Test
    void F63_nickNeedsAName_andUserARealOne() {
        StringTransport transport = new StringTransport().connect(IrcExample.factory(network));

        assertAnswer(transport, "NICK", ":s 431 * :No nickname given");
        assertAnswer(transport, "USER u 0 * :", ":s 461 * USER :Syntax error");
        assertAnswer(client("ann"), "NICK", ":s 431 ann :No nickname given");
    }

    /** CASEMAPPING=ascii: other letters have no case. */
    @Test
    void F63_channelsDifferByLettersThatAreNotAscii() {
        StringTransport ann = client("ann", "JOIN #\u00e4", "JOIN #\u00c4B", "JOIN #\u00c4b");

        assertAnswer(
                ann,
                "LIST",
                ":s 322 ann #\u00e4 1 :",
                ":s 322 ann #\u00c4B 1 :",
                ":s 323 ann :End of LIST");
    }

    // ---- the server: Modern IRC (RPL_ISUPPORT), RFC 2812 3.4

    @Test
    void F63_theWelcomeTellsTheTruth() {
        StringTransport ann = connect("ann");

        assertReceived(
                ann,
                ":s 001 ann :Welcome to the Internet Relay Network ann!~ann" + HOST,
                ":s 002 ann :Your host is s, running Ropewalk",
                ":s 003 ann :This server was created 2001-09-09T01:46:40Z",
                ":s 004 ann s ropewalk i biklmnopstv bklov",
                ":s 005 ann CASEMAPPING=ascii CHANTYPES=#& PREFIX=(ov)@+ CHANMODES=b,k,l,imnpst"
                        + " MODES=5 MAXLIST=b:50 CHANLIMIT=#&:50 NICKLEN=31 USERLEN=18"
                        + " CHANNELLEN=50 TOPICLEN=300 KICKLEN=300 AWAYLEN=200"
                        + " :are supported on this server",
                ":s 251 ann :There are 1 users and 0 invisible on 1 servers",
                ":s 255 ann :I have 1 clients and 0 servers",
                ":s 265 ann 1 1 :Current local users 1, max 1",
                ":s 266 ann 1 1 :Current global users 1, max 1",
                ":s 375 ann :- s message of the day",
                ":s 372 ann :- hi",
                ":s 376 ann :End of MOTD command");
    }

    /** Each token of the welcome, tried. */
    @Test
    void F63_theTokensOfTheWelcomeHold() {
        StringTransport ann = client("ann");

        assertAnswer(ann, "JOIN +a", ":s 403 ann +a :No such channel");
        assertAnswer(
                ann,
                "JOIN #" + "x".repeat(50),
                ":s 403 ann #" + "x".repeat(50) + " :No such channel");
        assertAnswer(
                ann,
                "NICK " + "x".repeat(32),
                ":s 432 ann " + "x".repeat(32) + " :Erroneous nickname");
        ann.deliver("JOIN #c\r\n");
        assertAnswer(
                ann,
                "TOPIC #c :" + "x".repeat(400),
                ":ann!~ann" + HOST + " TOPIC #c :" + "x".repeat(300));
        assertAnswer(
                ann,
                "KICK #c ann :" + "x".repeat(400),
                ":ann!~ann" + HOST + " KICK #c ann :" + "x".repeat(300));
        StringTransport bob = new StringTransport().connect(IrcExample.factory(network));
        bob.deliver("NICK bob\r\nUSER " + "u".repeat(19) + " 0 * :r\r\n");
        assertAnswer(ann, "USERHOST bob", ":s 302 ann :bob=+~" + "u".repeat(18) + HOST);
    }

    @Test
    void F63_motdVersionAndTime() {
        StringTransport ann = client("ann");

        assertAnswer(
                ann,
                "MOTD",
                ":s 375 ann :- s message of the day",
                ":s 372 ann :- hi",
                ":s 376 ann :End of MOTD command");
        assertAnswer(ann, "TIME s", ":s 391 ann s :2001-09-09T01:46:40Z");
        assertAnswer(
                ann,
                "INFO",
                ":s 371 ann :Ropewalk's example of IRC, since 2001-09-09T01:46:40Z",
                ":s 374 ann :End of INFO list");
        assertAnswer(ann, "TIME other", ":s 402 ann other :No such server");
        ann.deliver("VERSION\r\n");
        assertThat(ann.takeText())
                .startsWith(":s 351 ann ropewalk s :Ropewalk\r\n:s 005 ann CASEMAPPING=ascii ");
    }

    /** IRCv3, capability negotiation 302. */
    @Test
    void F63_capLs302() {
        StringTransport transport = new StringTransport().connect(IrcExample.factory(network));

        assertAnswer(transport, "CAP LS 302", ":s CAP * LS :");
        assertAnswer(transport, "CAP REQ :sasl", ":s CAP * NAK :sasl");
        assertAnswer(transport, "NICK ann");
        assertAnswer(transport, "USER u 0 * :r");
        transport.deliver("CAP END\r\n");
        assertThat(transport.takeText()).startsWith(":s 001 ann ");
    }
}
