package io.deskledger.api.attachment;

import io.deskledger.api.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * Takes {@code multipart/form-data} apart while it comes in; see docs/decisions/0012-attachments.md for why not the
 * framework.
 */
final class MultipartParser {

    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private MultipartParser() {}

    /** Hands over each part in turn; {@link ProblemException} where this is no multipart body or breaks off. */
    static void parse(String contentType, InputStream body, PartReader reader) {
        try {
            FileItemInputIterator parts = new Streaming().getItemIterator(new Context(contentType, body));
            while (parts.hasNext()) {
                reader.read(parts.next());
            }
        } catch (InvalidPathException e) {
            throw new ProblemException.Invalid("file", "has a name with a NUL character");
        } catch (FileUploadException e) {
            throw new ProblemException.Unreadable("The body is not readable as multipart/form-data");
        } catch (IOException e) {
            throw new ProblemException.Unreadable("The body broke off, or is not readable as multipart/form-data");
        }
    }

    /** What becomes of a part. */
    @FunctionalInterface
    interface PartReader {
        void read(FileItemInput part) throws IOException;
    }

    /** The library's parser without its stores: parts are read as they come, none is kept. */
    private static final class Streaming extends AbstractFileUpload<Void, DiskFileItem, DiskFileItemFactory> {

        Streaming() {
            setHeaderCharset(StandardCharsets.UTF_8);
            setMaxPartHeaderSize(MAX_HEADER_BYTES);
        }

        @Override
        public FileItemInputIterator getItemIterator(Void request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, List<DiskFileItem>> parseParameterMap(Void request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<DiskFileItem> parseRequest(Void request) {
            throw new UnsupportedOperationException();
        }
    }

    private record Context(String contentType, InputStream body) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return body;
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }
}
