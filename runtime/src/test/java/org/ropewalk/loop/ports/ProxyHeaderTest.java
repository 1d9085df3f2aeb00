package org.ropewalk.loop.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10};

    private static ProxyHeader parse(byte[] bytes) throws IOException {
        return ProxyHeader.parse(bytes, bytes.length).orElse(null);
    }

    private static ProxyHeader parse(String line) throws IOException {
        return parse(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] block(int command, int family, byte... content) {
        byte[] block = Arrays.copyOf(SIGNATURE, 16 + content.length);
        block[12] = (byte) command;
        block[13] = (byte) family;
        block[14] = (byte) (content.length >> 8);
        block[15] = (byte) content.length;
        System.arraycopy(content, 0, block, 16, content.length);
        return block;
    }

    @Test
    void EP14_H01_aLineTellsBothAddresses() throws IOException {
        String line = "PROXY TCP4 127.0.0.1 127.0.0.2 8080 8888\r\n";
        ProxyHeader header = parse(line + "GET /");
        assertThat(header)
                .isEqualTo(
                        new ProxyHeader(
                                line.length(),
                                new InetSocketAddress("127.0.0.1", 8080),
                                new InetSocketAddress("127.0.0.2", 8888)));
        assertThat(parse("PROXY TCP6 ::1 fe80::2 1 65535\r\n").source())
                .isEqualTo(new InetSocketAddress("::1", 1));
    }

    @Test
    void EP14_H03_aHeaderWithoutAddressesKeepsThoseOfTheSocket() throws IOException {
        assertThat(parse("PROXY UNKNOWN ::1 ::2 8080 8888\r\nx").source()).isNull();
        assertThat(parse("PROXY UNKNOWN\r\n")).isEqualTo(new ProxyHeader(15, null, null));
    }

    @Test
    void EP14_H05_everyBeginningOfAHeaderWaits() throws IOException {
        for (byte[] whole :
                new byte[][] {
                    "PROXY TCP4 127.0.0.1 127.0.0.2 8080 8888\r\n"
                            .getBytes(StandardCharsets.US_ASCII),
                    block(0x21, 0x11, new byte[12])
                }) {
            for (int length = 1; length < whole.length; length++) {
                assertThat(ProxyHeader.parse(whole, length)).isEmpty();
            }
            assertThat(ProxyHeader.parse(whole, whole.length)).isPresent();
        }
    }

    @Test
    void EP14_H07_aLineHasNoMoreThan107Bytes() throws IOException {
        String begin = "PROXY TCP4 " + "1".repeat(96);
        assertThat(parse(begin)).isNull();
        assertThatThrownBy(() -> parse(begin + "1"))
                .hasMessage("the PROXY line is longer than 107 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 127.0.0.1 127.0.0.2 x 8888\r\n",
                "PROXY TCP4 127.0.0.1 127.0.0.2 99999 8888\r\n",
                "PROXY TCP4 127.0.0.1 127.0.0.2 080 8888\r\n",
                "PROXY TCP4 nonsense 127.0.0.2 8080 8888\r\n",
                "PROXY TCP4 ::1 ::2 8080 8888\r\n",
                "PROXY TCP6 127.0.0.1 127.0.0.2 8080 8888\r\n",
                "PROXY TCP4 127.0.0.1 127.0.0.2 8080\r\n",
                "PROXY  TCP4 127.0.0.1 127.0.0.2 8080 8888\r\n",
                "PROXY UDP4 127.0.0.1 127.0.0.2 8080 8888\r\n",
                "GET / HTTP/1.0\r\n",
            })
    void EP14_Δ18_H09_aWrongLineIsRefused(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(IOException.class);
    }

    @Test
    void EP14_H11_aProxyThatSpeaksForItselfKeepsTheSocketsAddresses() throws IOException {
        assertThat(parse(block(0x20, 0x11, new byte[12])))
                .isEqualTo(new ProxyHeader(28, null, null));
        assertThat(parse(block(0x21, 0x00, new byte[3])))
                .isEqualTo(new ProxyHeader(19, null, null));
    }

    @Test
    void EP14_H13_aBlockTellsBothAddresses_ofAllFamilies() throws IOException {
        byte[] four = {1, 2, 3, 4, 5, 6, 7, 8, 0, 80, 1, 0};
        assertThat(parse(block(0x21, 0x11, four)))
                .isEqualTo(
                        new ProxyHeader(
                                28,
                                new InetSocketAddress("1.2.3.4", 80),
                                new InetSocketAddress("5.6.7.8", 256)));
        assertThat(parse(block(0x21, 0x12, four)).source())
                .isEqualTo(new InetSocketAddress("1.2.3.4", 80));
        byte[] unix = new byte[216];
        unix[0] = '/';
        unix[1] = 'a';
        unix[108] = '/';
        assertThat(parse(block(0x21, 0x31, unix)).source())
                .isEqualTo(UnixDomainSocketAddress.of("/a"));
    }

    @Test
    void EP14_H15_aWrongBlockIsRefused() {
        assertThatThrownBy(() -> parse(block(0x31, 0x11, new byte[12])))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> parse(block(0x23, 0x11, new byte[12])))
                .hasMessageContaining("command");
        assertThatThrownBy(() -> parse(block(0x21, 0x41, new byte[12])))
                .hasMessageContaining("family");
        assertThatThrownBy(() -> parse(block(0x21, 0x11, new byte[4])))
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> parse(block(0x21, 0x11, new byte[5_000])))
                .hasMessageContaining("longer than");
    }

    @Test
    void whatAClientSendsIsRead() throws IOException {
        InetSocketAddress from = new InetSocketAddress("127.0.0.1", 40_000);
        InetSocketAddress to = new InetSocketAddress("127.0.0.2", 80);
        assertThat(parse(ProxyHeader.version1(from, to)).source()).isEqualTo(from);
        assertThat(parse(ProxyHeader.version2(from, to)).destination()).isEqualTo(to);
        InetSocketAddress six = new InetSocketAddress("::1", 80);
        assertThat(parse(ProxyHeader.version2(six, six)).source()).isEqualTo(six);
        assertThat(parse(ProxyHeader.version1(UnixDomainSocketAddress.of("/a"), to)).source())
                .isNull();
        assertThat(parse(ProxyHeader.version2(UnixDomainSocketAddress.of("/a"), to)).source())
                .isNull();
    }
}
