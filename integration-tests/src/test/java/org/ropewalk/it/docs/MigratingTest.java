package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.basic.DelimitedReceiver;
import org.ropewalk.reactor.Factory;
import org.ropewalk.testing.StringTransport;

class MigratingTest {
    static final class Echo extends DelimitedReceiver {
        @Override
        protected void lineReceived(byte[] line) {
            String text = new String(line, StandardCharsets.UTF_8);
            if (text.startsWith("ECHO ")) {
                sendLine(text.substring(5).getBytes(StandardCharsets.UTF_8));
            } else {
                transport().loseConnection();
            }
        }
    }

    @LineProtocol
    @Errors(unknown = @Reply(value = "ERR", close = true))
    interface Declared {
        @Command("ECHO {text*}")
        @Reply("{*}")
        String echo(String text);
    }

    @Test
    void bothGiveTheSameReplies() {
        for (Factory factory :
                new Factory[] {
                    Factory.forProtocol(Echo::new),
                    new MigratingTest_DeclaredFactory(peer -> text -> text)
                }) {
            StringTransport transport = new StringTransport().connect(factory);
            transport.deliver("ECHO a b\r\n");
            assertThat(transport.text()).isEqualTo("a b\r\n");
        }
    }
}
