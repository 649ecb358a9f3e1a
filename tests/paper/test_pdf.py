"""A page becomes a PDF that everybody can read, or a sentence says why not; the web process is never harmed."""

import http.server
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from groups.paper import pdf
from tests.paper.reading import opened, pictures_of, text_of

ROOT = Path(__file__).parents[2]
PAGE = """<html lang="{lang}" dir="{dir}"><title>Support groups</title><body>
<h1>{words}</h1><ul><li>One</li><li>Two</li></ul>"""
ENDLESS = "<html lang='en'><title>Long</title>" + "<p>word <b>word</b></p>" * 100_000


def page(words="Three groups", lang="en", dir="ltr"):
    return PAGE.format(words=words, lang=lang, dir=dir)


def press_processes():
    """The ids of this process's presses, from the kernel."""
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pdf.os.getpid())], capture_output=True, text=True)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "groups.paper.press" in line]


def test_it_is_tagged_and_says_its_language_and_title(press):
    made = opened(pdf.pdf_of(page(lang="es")))

    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own boolean
    assert root["/Lang"] == "es"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert made.metadata.title == "Support groups"
    assert made.metadata.author is None
    document = root["/StructTreeRoot"]["/K"][0].get_object()
    assert [part.get_object()["/S"] for part in document["/K"]] == ["/H1", "/L"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_all_its_text_is_set_in_our_own_fonts(press):
    made = opened(pdf.pdf_of(page("Grupo <b>Ñandú</b> дом ἀρχή مجموعة")))

    fonts = {str(font.get_object()["/BaseFont"]) for font in made.pages[0]["/Resources"]["/Font"].values()}
    assert {re.sub(r"^/\w+\+", "", name) for name in fonts} <= {"DejaVu-Sans", "DejaVu-Sans-Bold"}


def test_arabic_stands_in_the_order_in_which_it_is_read(press):
    assert "مجموعة دعم" in text_of(pdf.pdf_of(page("مجموعة دعم", lang="ar", dir="rtl")))


def test_a_page_can_name_no_address_and_no_file(press, tmp_path):
    asked = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"body::after { content: 'FROM AN ADDRESS' }")

        def log_message(self, *args):
            pass

    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'FROM A FILE' }")
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        words = f"""Kept <link rel="stylesheet" href="{here}/a.css"><link rel="stylesheet" href="{secret.as_uri()}">
        <img src="{here}/b.png" alt=""><style>@import url({here}/c.css); p {{ background: url({here}/d.png) }}
        @font-face {{ font-family: x; src: url({here}/e.ttf) }}</style>
        <link rel="attachment" href="{secret.as_uri()}">"""
        made = pdf.pdf_of(page(words))
        server.shutdown()

    assert asked == []
    assert "Kept" in text_of(made)
    assert "FROM A" not in text_of(made)
    assert opened(made).attachments == {}


def test_what_takes_too_long_is_ended_and_the_next_one_is_made(press, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(pdf.PdfUnavailable, match="more time or memory"):
        pdf.pdf_of(ENDLESS)

    monkeypatch.undo()
    assert pdf.pdf_of(page()).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("bytearray(300 << 20)", "MemoryError"),
        ("pathlib.Path(sys.argv[1]).write_text('x')", "OSError: [Errno 27] File too large"),
        ("while True: pass", ""),
    ],
)
def test_a_fork_can_take_no_more_memory_nor_write_a_file_nor_run_on(press, tmp_path, deed, said):
    code = f"import pathlib, sys; from groups.paper import press; press.limit(3, 400)\n{deed}"
    command = [sys.executable, "-c", code, str(tmp_path / "file")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    assert done.stderr.strip().endswith(said)


def test_a_page_that_is_too_large_is_not_even_tried(monkeypatch):
    monkeypatch.setattr(pdf, "PAGE_BYTES", 100)
    with pytest.raises(pdf.PdfUnavailable, match="page is too large"):
        pdf.pdf_of("x" * 101)


def test_a_pdf_that_is_too_large_is_not_handed_out(press, monkeypatch):
    monkeypatch.setattr(pdf, "PDF_BYTES", 100)
    with pytest.raises(pdf.PdfUnavailable, match="PDF is too large"):
        pdf.pdf_of(page())


def test_while_two_are_being_made_a_third_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0)
    monkeypatch.setattr(pdf, "_places", threading.BoundedSemaphore(2))
    with pdf._places, pdf._places, pytest.raises(pdf.PdfUnavailable, match="2 PDFs are being made"):
        pdf.pdf_of(page())


def test_a_press_that_was_killed_is_started_again(press):
    (before,) = press_processes()
    pdf.os.kill(before, 9)
    pdf._press._process.wait()

    assert pdf.pdf_of(page()).startswith(b"%PDF-")
    assert press_processes() != [before]


def test_a_missing_library_is_named_in_the_sentence(monkeypatch, tmp_path):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_LIBRARIES", {"libpango": ("libpango-that-nobody-has.so",)})
    monkeypatch.setattr(pdf, "_press", pdf._Press())
    with pytest.raises(pdf.PdfUnavailable, match="not installed: libpango"):
        pdf.pdf_of(page())


def test_the_log_says_why_and_nothing_of_the_page(press, monkeypatch, caplog):
    monkeypatch.setattr(pdf, "PDF_BYTES", 100)
    with pytest.raises(pdf.PdfUnavailable):
        pdf.pdf_of(page("Somebody's town"))
    assert caplog.messages == ["The PDF is too large."]


def test_the_press_ends_with_the_web_process(press):
    code = """
import os
from groups.paper import pdf
pdf.warm_up()
print(pdf._press._process.pid, flush=True)
os._exit(1)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    ended = subprocess.run(["timeout", "60", "tail", f"--pid={done.stdout.strip()}", "-f", "/dev/null"], check=False)
    assert ended.returncode == 0


def test_what_is_printed_can_be_seen(press):
    (picture,) = pictures_of(pdf.pdf_of(page()))
    assert picture.convert("L").getextrema()[0] < 50
