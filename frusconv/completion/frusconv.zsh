#compdef frusconv
# Completion of frusconv for zsh: the program itself tells what fits, in lines of three: kind, value, description.
_frusconv() {
    local program=${words[1]/#\~\//$HOME/} kind value description
    local -a plain described answer
    answer=("${(@f)$(env COMP_WORDS="${words[1,CURRENT]}" COMP_CWORD=$((CURRENT - 1)) \
        _FRUSCONV_COMPLETE=zsh_complete $program 2> /dev/null)}")
    # Of `--to=tei` only what follows the sign is to be completed.
    [[ $words[CURRENT] == --*=* ]] && compset -P '*='
    for kind value description in $answer; do
        case $kind in
            (file) _files ;;
            (dir) _files -/ ;;
            (plain)
                if [[ $description == _ ]]; then
                    plain+=("$value")
                else
                    described+=("$value:$description")
                fi
                ;;
        esac
    done
    (( $#described )) && _describe -V frusconv described
    (( $#plain )) && compadd -V frusconv -a plain
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _frusconv "$@" # a file of this script in fpath
else
    compdef _frusconv frusconv # the script read by source
fi
