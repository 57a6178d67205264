package io.deskledger.api.console;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture of a page, small enough to be kept with the documentation: of a page's colours few are not shades of
 * letters.
 */
final class Picture {

    private static final int COLOURS = 256;
    private static final int BYTE = 0xff;

    private Picture() {}

    /** Writes a PNG with the colours that it has most of; each other becomes the one that is nearest. */
    static void write(byte[] png, Path file) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(indexed(image), null, null), smallest);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(
                        Byte.SIZE, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> places = new HashMap<>();
        int[] indexes = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indexes[i] = places.computeIfAbsent(pixels[i], pixel -> nearest(pixel, colours));
        }
        small.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), indexes);
        return small;
    }

    private static int nearest(int pixel, int[] colours) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int red = (pixel >> 2 * Byte.SIZE & BYTE) - (colours[i] >> 2 * Byte.SIZE & BYTE);
            int green = (pixel >> Byte.SIZE & BYTE) - (colours[i] >> Byte.SIZE & BYTE);
            int blue = (pixel & BYTE) - (colours[i] & BYTE);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
