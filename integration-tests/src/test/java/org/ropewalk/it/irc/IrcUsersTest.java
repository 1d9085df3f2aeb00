package org.ropewalk.it.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.it.irc.IrcClients.HOST;
import static org.ropewalk.it.irc.IrcClients.assertAnswer;
import static org.ropewalk.it.irc.IrcClients.assertReceived;

import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Registration, the welcome and the modes of users in the IRC example, against RFC 2812. */
class IrcUsersTest {
    private final IrcClients irc = new IrcClients();

    // ---- AWAY: RFC 2812 4.1, Modern IRC

    @Test
    void F63_awayIsShownToUsersWhoWrite() {
        StringTransport ann = irc.client("ann");
        StringTransport bob = irc.client("bob");

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
        StringTransport ann = irc.client("ann", "AWAY :x");
        StringTransport bob = irc.client("bob");

        assertAnswer(ann, "AWAY :", ":s 305 ann :You are no longer marked as being away");
        ann.deliver("AWAY :" + "x".repeat(300) + "\r\n");
        assertAnswer(bob, "PRIVMSG ann :hi", ":s 301 bob ann :" + "x".repeat(200));
    }

    // ---- OPER: RFC 2812 3.1.4

    @Test
    void F63_operIsRefused() {
        assertAnswer(irc.client("ann"), "OPER me secret", ":s 491 ann :No O-lines for your host");
        assertAnswer(irc.client("bob"), "OPER me", ":s 461 bob OPER :Syntax error");
    }

    /**
     * RFC 2812 3.4.2: a client that has sent QUIT is counted no more, though its socket is open.
     */
    @Test
    void F63_aClientThatQuitsBeforeItIsRegisteredIsNotCounted() {
        StringTransport ann = irc.client("ann");
        StringTransport other = irc.unregistered();
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
        StringTransport ann = irc.client("ann");

        assertAnswer(ann, "NOTICE");
        assertAnswer(ann, "NOTICE ann");
        assertAnswer(ann, "PONG", ":s 409 ann :No origin specified");
    }

    // ---- user modes: RFC 2812 3.1.3, 3.1.5

    @Test
    void F63_userModes() {
        StringTransport ann = irc.client("ann");
        StringTransport bob = irc.unregistered();
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
        StringTransport transport = irc.unregistered();

        assertAnswer(transport, "NICK", ":s 431 * :No nickname given");
        assertAnswer(transport, "USER u 0 * :", ":s 461 * USER :Syntax error");
        assertAnswer(irc.client("ann"), "NICK", ":s 431 ann :No nickname given");
    }

    // ---- the server: Modern IRC (RPL_ISUPPORT), RFC 2812 3.4

    @Test
    void F63_theWelcomeTellsTheTruth() {
        StringTransport ann = irc.connect("ann");

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
        StringTransport ann = irc.client("ann");

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
        StringTransport bob = irc.unregistered();
        bob.deliver("NICK bob\r\nUSER " + "u".repeat(19) + " 0 * :r\r\n");
        assertAnswer(ann, "USERHOST bob", ":s 302 ann :bob=+~" + "u".repeat(18) + HOST);
    }

    @Test
    void F63_motdVersionAndTime() {
        StringTransport ann = irc.client("ann");

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
        StringTransport transport = irc.unregistered();

        assertAnswer(transport, "CAP LS 302", ":s CAP * LS :");
        assertAnswer(transport, "CAP REQ :sasl", ":s CAP * NAK :sasl");
        assertAnswer(transport, "NICK ann");
        assertAnswer(transport, "USER u 0 * :r");
        transport.deliver("CAP END\r\n");
        assertThat(transport.takeText()).startsWith(":s 001 ann ");
    }
}
