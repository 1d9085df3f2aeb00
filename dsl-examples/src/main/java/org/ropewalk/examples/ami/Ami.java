package org.ropewalk.examples.ami;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ropewalk.annotation.Attempts;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Secret;
import org.ropewalk.annotation.Terminator;

/**
 * Asterisk's manager interface: log-ins, calls, and events to all managers. A message is a block of
 * fields; the field {@code ActionID} tells the reply to it.
 */
@LineProtocol(
        initial = Ami.Visitor.class,
        terminator = {Terminator.CRLF, Terminator.LF},
        order = Order.TAGGED)
@Envelope(
        command = "{*}\n[ActionID: {tag}]\n{: ...}\n\n",
        reply = "{*}\n[ActionID: {tag}]\n{: ...}\n\n")
@Errors(
        unknown = @Reply("Response: Error\nMessage: {'Invalid/unknown command: {verb}'}"),
        malformed = @Reply("Response: Error\nMessage: {'{message}'}"),
        misplaced = @Reply("Response: Error\nMessage: {'Permission denied'}"),
        refusals = "Response: Error\nMessage: {*}")
@Limits(line = 1024, idleSeconds = 3600)
public interface Ami {
    /** Does nothing; answers with the time in seconds since 1970. */
    @Command("Action: Ping")
    @Reply("Response: Success\nPing: Pong\nTimestamp: {}")
    BigDecimal ping();

    /** Ends the connection. */
    @Command("Action: Logoff")
    @Reply(value = "Response: Goodbye\nMessage: {'Thanks for all the fish.'}", close = true)
    void logoff();

    /** The state before the login. */
    @Limits(idleSeconds = 30)
    interface Visitor extends Ami {
        /** The version of the interface, in a line of its own. */
        @OnConnect
        @Reply(value = "Asterisk Call Manager/{}", bare = true)
        String greeting();

        /** A text to be hashed with the secret. */
        @Command("Action: Challenge\nAuthType: {type}")
        @Reply("Response: Success\nChallenge: {}")
        String challenge(AuthType type);

        /** Logs in, with the secret, or with the hash of the challenge and the secret. */
        @Attempts
        @Command(
                """
                Action: Login
                [AuthType: {type}]
                Username: {username*}
                [Secret: {secret*}]
                [Key: {key}]
                [Events: {events,...}]""")
        @Reply("Response: Success\nMessage: {'Authentication accepted'}")
        Manager login(
                Optional<AuthType> type,
                String username,
                @Secret Optional<String> secret,
                @Secret Optional<String> key,
                List<String> events)
                throws Refused;
    }

    /** The state after the login. */
    interface Manager extends Ami {
        /** Which events are sent from now on: {@code on}, {@code off}, or classes of them. */
        @Command("Action: Events\nEventMask: {mask,...}")
        @Reply("Response: Success\nEvents: {}")
        Switch events(List<String> mask);

        /** The versions of the server. */
        @Command("Action: CoreSettings")
        @Reply("Response: Success\nAMIversion: {ami}\nAsteriskVersion: {asterisk*}")
        Settings coreSettings();

        /** The channels that are there: three blocks or more. */
        @Command("Action: CoreShowChannels")
        @Reply(
                value = "Response: Success\nEventList: start\nMessage: {'Channels will follow'}",
                each =
                        "Event: CoreShowChannel\nChannel: {channel*}\nUniqueid: {uniqueId}\n"
                                + "ChannelStateDesc: {state*}\n[CallerIDNum: {callerId*}]",
                end =
                        "Event: CoreShowChannelsComplete\nEventList: Complete\n"
                                + "ListItems: {'{size}'}")
        List<Channel> channels();

        /** Makes a call. */
        @Command(
                """
                Action: Originate
                Channel: {channel*}
                [Context: {context*}]
                [Exten: {extension*}]
                [Priority: {priority}]
                [Timeout: {millis}]
                [CallerID: {callerId*}]
                [Variable: {variables*}]
                [Async: {async}]""")
        @Reply("Response: Success\nMessage: {'Originate successfully queued'}")
        void originate(
                String channel,
                Optional<String> context,
                Optional<String> extension,
                OptionalInt priority,
                OptionalLong millis,
                Optional<String> callerId,
                List<String> variables,
                Optional<String> async)
                throws Refused;

        /** Ends a call. */
        @Command("Action: Hangup\nChannel: {channel*}\n[Cause: {cause}]")
        @Reply("Response: Success\nMessage: {'Channel Hungup'}")
        void hangup(String channel, OptionalInt cause) throws Refused;

        /** Sends an event of one's own to all managers. */
        @Command("Action: UserEvent\nUserEvent: {name*}\n{values: ...}")
        @Reply("Response: Success\nMessage: {'Event Sent'}")
        void userEvent(String name, Map<String, String> values);
    }

    /** The events that the server sends. */
    @Push
    interface Events {
        /** The manager has logged in, and the server works. */
        @Reply("Event: FullyBooted\nPrivilege: system,all\nStatus: {status*}")
        void fullyBooted(String status);

        /** A call has begun. */
        @Reply(
                "Event: Newchannel\nPrivilege: call,all\nChannel: {channel*}\nUniqueid: {uniqueId}\n"
                        + "ChannelStateDesc: {state*}\n{others: ...}")
        void newChannel(String channel, String uniqueId, String state, Map<String, String> others);

        /** A call has ended. */
        @Reply(
                "Event: Hangup\nPrivilege: call,all\nChannel: {channel*}\nUniqueid: {uniqueId}\n"
                        + "Cause: {cause}\n{others: ...}")
        void hangup(String channel, String uniqueId, int cause, Map<String, String> others);

        /** What a manager has sent. */
        @Reply("Event: UserEvent\nPrivilege: user,all\nUserEvent: {name*}\n{values: ...}")
        void userEvent(String name, Map<String, String> values);
    }

    /** How a manager proves the secret, without sending it. */
    enum AuthType {
        /** The hash of the challenge and the secret, in hexadecimal digits. */
        MD5
    }

    /** Whether events are sent. */
    enum Switch {
        /** Those of one class at least. */
        On,
        /** No events. */
        Off
    }

    /** The versions of the interface and of the server. */
    record Settings(String ami, String asterisk) {}

    /** A call. */
    record Channel(String channel, String uniqueId, String state, Optional<String> callerId) {}

    /** Why something was not done. */
    @Reply("Response: Error\nMessage: {message*}")
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        /** With what the manager reads. */
        public Refused(String message) {
            super(message);
        }
    }
}
