package io.deskledger.api.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that are small only as long as nobody unpacks them. */
final class Zips {

    private Zips() {}

    /** 300 MB of zeros in 300 KB. */
    static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            byte[] megabyte = new byte[1024 * 1024];
            for (int i = 0; i < 300; i++) {
                zip.write(megabyte);
            }
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
