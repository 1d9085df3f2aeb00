package org.ropewalk.examples.ident;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/** Ident (RFC 1413): returns the user of a connection between two ports. */
@LineProtocol(terminator = Terminator.CRLF_OR_LF)
@Errors(
        unknown = @Reply("0, 0 : ERROR : INVALID-PORT"),
        malformed = @Reply("0, 0 : ERROR : INVALID-PORT"))
@Limits(line = 1000, idleSeconds = 60)
public interface Ident {
    /** Returns the user of the connection from {@code client} there to {@code server} here. */
    @Command({
        "{server}, {client}",
        "{server},{client}",
        "{server} , {client}",
        "{server} ,{client}"
    })
    Answer owner(TcpPort server, TcpPort client);

    /** What is known of it. */
    sealed interface Answer {
        /** Its user. */
        @Reply("{server}, {client} : USERID : {system} : {user*}")
        record User(String system, String user) implements Answer {}

        /** Nothing. */
        @Reply("{server}, {client} : ERROR : {reason}")
        record Failure(Reason reason) implements Answer {}
    }

    /** Why nothing is known. */
    enum Reason {
        /** There is no such connection, or no user has it. */
        @Format("NO-USER")
        NO_USER,
        /** Its user does not want to be known. */
        @Format("HIDDEN-USER")
        HIDDEN_USER
    }

    /** A port. */
    record TcpPort(int number) {
        private static final int LAST = 65_535;

        /** Checks its range. */
        public TcpPort {
            if (number < 1 || number > LAST) {
                throw new IllegalArgumentException("no port");
            }
        }
    }
}
