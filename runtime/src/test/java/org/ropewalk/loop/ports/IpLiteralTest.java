package org.ropewalk.loop.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "10.20.30.40"})
    void F9_fourOctetsAreAnAddress(String text) throws Exception {
        assertThat(IpLiteral.parse(text, false)).isEqualTo(InetAddress.getByName(text));
        assertThat(IpLiteral.parse(text, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "fe80::2",
                "2001:db8::8:800:200c:417a",
                "1:2:3:4:5:6:7:8",
                "::FFFF:1.2.3.4",
                "64:ff9b::1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4",
                "1:2:3:4:5:6:7::"
            })
    void F9_groupsAreAnAddress(String text) throws Exception {
        assertThat(IpLiteral.parse(text, true)).isEqualTo(InetAddress.getByName(text));
        assertThat(IpLiteral.parse(text, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "999.999.999.999", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.", "a",
                "localhost", ":", ":::", "1:2", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::", "g::",
                "1:2:3:4:5:6:7::8", "::1.2.3", "::1.2.3.4:5", ":1", "1:", "fe80::1%eth0", "::-1",
                        "+1::",
                "1.2.3.4 ", "١.2.3.4"
            })
    void F9_nothingElseIs(String text) {
        assertThat(IpLiteral.parse(text, false)).isNull();
        assertThat(IpLiteral.parse(text, true)).isNull();
    }
}
