package org.ropewalk.examples.policy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;

/**
 * Postfix's policy delegation (SMTPD_POLICY_README): a request is a block of {@code name=value}
 * lines, and so is its answer.
 */
@LineProtocol(
        terminator = {Terminator.LF, Terminator.CRLF},
        spelling = Spelling.EXACT)
@Envelope(command = "{*}\n{=...}\n\n", reply = "{*}\n\n")
@Errors(
        unknown = @Reply("action=451 4.3.5 {'unknown request {verb}'}"),
        malformed = @Reply("action=451 4.3.5 {'{message}'}"))
@Limits(idleSeconds = 3600)
public interface Policy {
    /** What is to become of a message, or of one of its recipients. */
    @Command(
            """
            request=smtpd_access_policy
            protocol_state={state}
            [protocol_name={protocol*}]
            [helo_name={helo*}]
            [sender={sender*}]
            [recipient={recipient*}]
            [recipient_count={recipients}]
            [client_address={address*}]
            [client_name={client*}]
            [instance={instance*}]
            [sasl_username={user*}]
            [size={size}]""")
    Action check(
            State state,
            Optional<String> protocol,
            Optional<String> helo,
            Optional<String> sender,
            Optional<String> recipient,
            OptionalInt recipients,
            Optional<String> address,
            Optional<String> client,
            Optional<String> instance,
            Optional<String> user,
            OptionalLong size);

    /** The SMTP command for which Postfix asks. */
    enum State {
        /** The client has connected. */
        CONNECT,
        /** {@code EHLO}. */
        EHLO,
        /** {@code HELO}. */
        HELO,
        /** {@code MAIL}. */
        MAIL,
        /** {@code RCPT}. */
        RCPT,
        /** {@code DATA}. */
        DATA,
        /** After the message. */
        @Format("END-OF-MESSAGE")
        END_OF_MESSAGE,
        /** {@code VRFY}. */
        VRFY,
        /** {@code ETRN}. */
        ETRN
    }

    /** What Postfix does. */
    sealed interface Action {
        /** No decision: Postfix uses its other rules. */
        @Reply("action=DUNNO")
        record Dunno() implements Action {}

        /** It refuses for now. */
        @Reply("action=DEFER_IF_PERMIT {text*}")
        record Defer(String text) implements Action {}

        /** It refuses. */
        @Reply("action=REJECT {text*}")
        record Reject(String text) implements Action {}

        /** It adds a header to the message. */
        @Reply("action=PREPEND {header*}")
        record Prepend(String header) implements Action {}
    }
}
