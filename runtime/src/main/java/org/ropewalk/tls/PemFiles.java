package org.ropewalk.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads certificates and private keys from PEM files. Keys may be in PKCS #8 (RFC 5958, also
 * encrypted), PKCS #1 (RFC 8017) or SEC 1 (RFC 5915) format.
 */
public final class PemFiles {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    /** AlgorithmIdentifier of rsaEncryption: the OID 1.2.840.113549.1.1.1, and NULL. */
    private static final byte[] RSA = {
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    /** The OID of id-ecPublicKey, 1.2.840.10045.2.1. */
    private static final byte[] EC = {
        0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private PemFiles() {}

    /** One block of a PEM file. */
    private record Block(String label, byte[] content) {}

    /**
     * All certificates of a file, in its order.
     *
     * @throws TlsConfigurationException if it cannot be read, or has none
     */
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(file)) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(certificate(file, block));
            }
        }
        if (certificates.isEmpty()) {
            throw new TlsConfigurationException(
                    "no certificate is in "
                            + file
                            + "; a PEM file with CERTIFICATE blocks is needed",
                    null);
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file, Block block) {
        try {
            Certificate certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.content()));
            return (X509Certificate) certificate;
        } catch (CertificateException e) {
            throw new TlsConfigurationException(
                    "a certificate in "
                            + file
                            + " is damaged: "
                            + e.getMessage()
                            + "; copy or issue it again",
                    e);
        }
    }

    /**
     * The private key of a file. {@code password} decrypts it; null if it is not encrypted.
     *
     * @throws TlsConfigurationException if the file cannot be read, has no key, or the password is
     *     wrong
     */
    public static PrivateKey privateKey(Path file, char @Nullable [] password) {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY":
                    return decode(file, block.content());
                case "RSA PRIVATE KEY":
                    return decode(file, sequence(VERSION_0, RSA, octets(block.content())));
                case "EC PRIVATE KEY":
                    return decode(
                            file,
                            sequence(
                                    VERSION_0,
                                    sequence(EC, curve(file, block.content())),
                                    octets(block.content())));
                case "ENCRYPTED PRIVATE KEY":
                    return decode(file, decrypt(file, block.content(), password));
                default:
                    break;
            }
        }
        throw new TlsConfigurationException(
                "no private key is in " + file + "; a PEM file with a PRIVATE KEY block is needed",
                null);
    }

    private static PrivateKey decode(Path file, byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
                continue;
            } catch (GeneralSecurityException e) {
                throw new TlsConfigurationException("this JDK knows no " + algorithm, e);
            }
        }
        throw new TlsConfigurationException(
                "the private key in "
                        + file
                        + " is damaged, or of none of the kinds "
                        + ALGORITHMS
                        + "; copy or make it again",
                null);
    }

    private static byte[] decrypt(Path file, byte[] content, char @Nullable [] password) {
        if (password == null) {
            throw new TlsConfigurationException(
                    "the private key in " + file + " is encrypted; give its password", null);
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            String algorithm =
                    info.getAlgParameters() == null
                            ? info.getAlgName()
                            : info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsConfigurationException(
                    "the private key in "
                            + file
                            + " cannot be decrypted: the password is wrong, or the JDK does not know its cipher; give the password, or convert the key with openssl pkcs8 -topk8",
                    e);
        }
    }

    private static List<Block> blocks(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsConfigurationException(
                    "there is no file " + file + "; give the path of a PEM file", e);
        } catch (AccessDeniedException e) {
            throw new TlsConfigurationException(
                    "the file "
                            + file
                            + " may not be read by this user; grant it access, as with chgrp and chmod 640",
                    e);
        } catch (IOException e) {
            throw new TlsConfigurationException(
                    "the file "
                            + file
                            + " cannot be read: "
                            + e.getMessage()
                            + "; give the path of a PEM file",
                    e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(
                        new Block(
                                matcher.group(1),
                                Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new TlsConfigurationException(
                        "the block "
                                + matcher.group(1)
                                + " in "
                                + file
                                + " is damaged; copy or make it again",
                        e);
            }
        }
        return blocks;
    }

    // ---- DER: as much of it as wraps an old key into PKCS #8

    /** The curve that a SEC 1 key names. */
    private static byte[] curve(Path file, byte[] key) {
        try {
            int at = content(key, 0);
            while (at < key.length) {
                int begin = content(key, at);
                int end = begin + length(key, at);
                if ((key[at] & 0xff) == PARAMETERS) {
                    return java.util.Arrays.copyOfRange(key, begin, end);
                }
                at = end;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new TlsConfigurationException(
                    "the private key in " + file + " is damaged; copy or make it again", e);
        }
        throw new TlsConfigurationException(
                "the private key in "
                        + file
                        + " does not name its curve; convert it with openssl pkcs8 -topk8",
                null);
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first > 0x80 ? first & 0x7f : 0);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first <= 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return length;
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return element(SEQUENCE, content.toByteArray());
    }

    private static byte[] octets(byte[] content) {
        return element(OCTET_STRING, content);
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.length < 0x80) {
            element.write(content.length);
        } else if (content.length < 0x100) {
            element.write(0x81);
            element.write(content.length);
        } else {
            element.write(0x82);
            element.write(content.length >> 8);
            element.write(content.length);
        }
        element.writeBytes(content);
        return element.toByteArray();
    }
}
